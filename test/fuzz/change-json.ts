import fc from "fast-check";
import { oddJson, oddKey } from "./odd-values";

/** One thing done to a value of JSON, somewhere inside. */
type Change = {
  at: number;
  kind: "replace" | "remove" | "add" | "wrap" | "double";
  key: string;
  value: unknown;
};

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1_000),
  kind: fc.constantFrom("replace", "replace", "replace", "remove", "add", "wrap", "double"),
  key: oddKey,
  value: oddJson,
});

/** The values of `base`, most of them as they are, others spoilt in one or two places. */
export function spoilt(base: fc.Arbitrary<unknown>, often: number): fc.Arbitrary<unknown> {
  const changes = fc.oneof(
    { arbitrary: fc.constant([]), weight: 100 - often },
    { arbitrary: fc.array(change, { minLength: 1, maxLength: 2 }), weight: often },
  );
  return fc.tuple(base, changes).map(([value, all]) => all.reduce(changed, value));
}

function changed(value: unknown, what: Change): unknown {
  const root = { value: structuredClone(value) };
  const places = placesOf(root);
  const place = places[what.at % places.length];
  if (place) apply(place, what);
  return root.value;
}

type Place = { holder: object; key: string; value: unknown };

/** Every value inside, the outermost first. */
function placesOf(root: object): Place[] {
  const places: Place[] = [];
  const open: object[] = [root];
  for (let holder = open.pop(); holder && places.length < 500; holder = open.pop()) {
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder, key, value });
      if (typeof value === "object" && value !== null) open.push(value);
    }
  }
  return places;
}

/** As own members, so that `__proto__` is a key like any other. */
const set = (holder: object, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

function apply({ holder, key, value }: Place, what: Change): void {
  if (what.kind === "remove") Reflect.deleteProperty(holder, key);
  else if (what.kind === "replace") set(holder, key, what.value);
  else if (what.kind === "wrap") set(holder, key, [value]);
  else if (what.kind === "double" && Array.isArray(value)) set(holder, key, [...value, ...value]);
  else if (typeof value === "object" && value !== null && !Array.isArray(value))
    set(value, what.key, what.value);
  else set(holder, key, { [key]: value });
}
