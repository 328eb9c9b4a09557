import { expect, test } from "vitest";
import { createStreamPlaces } from "./stream-places";

const tooMany = expect.objectContaining({ code: "rate_limited" });

test("gives each owner so many places and no more", () => {
  const places = createStreamPlaces({ perOwner: 2 });
  places.take("a");
  places.take("a");
  expect(() => places.take("a")).toThrow(tooMany);
  expect(() => places.take("b")).not.toThrow();
});

test("a place that was given back, once or twice, is one place", () => {
  const places = createStreamPlaces({ perOwner: 1 });
  const giveBack = places.take("a");
  giveBack();
  giveBack();
  const giveBackNext = places.take("a");
  giveBack();
  expect(() => places.take("a")).toThrow(tooMany);
  giveBackNext();
  expect(() => places.take("a")).not.toThrow();
});
