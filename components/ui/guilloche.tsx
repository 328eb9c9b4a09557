import { useId } from "react";
import { cn } from "./cn";
import { hashSeed } from "./ink";

const WIDTH = 400;
const STRANDS = 11;
const STEP = 5;

/**
 * The line pattern of banknotes and tickets, drawn from a seed: two sets of waves, each squeezed from its crest to its trough,
 * half a link apart, so that their bulges interlock like a chain. One short path, reused: about 4 kB of markup.
 * Decoration only; takes `currentColor` and fills its (positioned) parent.
 */
export function Guilloche({ seed, className }: { seed: string; className?: string }) {
  const id = useId();
  const hash = hashSeed(seed);
  const links = 3 + (hash % 4);
  const ripple = ((hash >>> 4) % 5) / 10;
  const tilt = ((hash >>> 8) % 15) - 7;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} 200`}
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      stroke="currentColor"
      className={cn("pointer-events-none absolute inset-0 size-full", className)}
    >
      <defs>
        <path id={`${id}a`} d={wave(links, 0, ripple)} vectorEffect="non-scaling-stroke" strokeWidth="0.75" />
        <path
          id={`${id}b`}
          d={wave(links, 0.5, ripple)}
          vectorEffect="non-scaling-stroke"
          strokeWidth="0.75"
        />
      </defs>
      <g transform={`translate(${WIDTH / 2} 100) rotate(${tilt}) scale(1.12 1)`}>
        {["a", "b"].flatMap((strand) =>
          Array.from({ length: STRANDS }, (_, index) => {
            const squeeze = 1 - (2 * index) / (STRANDS - 1);
            return (
              <use
                key={`${strand}${squeeze}`}
                href={`#${id}${strand}`}
                transform={`scale(1 ${squeeze.toFixed(2)})`}
              />
            );
          }),
        )}
      </g>
    </svg>
  );
}

/**
 * Curves from middle to middle, with the points between as their handles: smooth at any size. Rounded to a tenth, so that
 * server and browser, whose sines differ in the last bits, write the same markup.
 */
function wave(links: number, shift: number, ripple: number): string {
  const heightAt = (x: number) => {
    const turn = Math.PI * (links * (x / WIDTH) + shift);
    return 82 * Math.sin(turn) * (1 - ripple + ripple * Math.cos(4 * turn));
  };
  let path = `M${-WIDTH / 2} ${heightAt(-WIDTH / 2).toFixed(1)}`;
  for (let x = -WIDTH / 2; x < WIDTH / 2; x += STEP) {
    const middle = (heightAt(x) + heightAt(x + STEP)) / 2;
    path += `Q${x} ${heightAt(x).toFixed(1)} ${x + STEP / 2} ${middle.toFixed(1)}`;
  }
  return path;
}
