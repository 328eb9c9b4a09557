import type { Edit } from "./edits";
import type { Mutant } from "./mutant";
import { mutatedText } from "./mutated-text";
import type { Site } from "./site";

/** Writes a site so that each of its mutants is there, switched off. Their numbers follow one another. */
export function siteEdit(site: Site, mutants: readonly Mutant[], source: string): Edit {
  const first = mutants[0]?.id ?? 0;
  const any = `mutatedIn(${first}, ${mutants.length})`;
  const versions = mutants.map(({ id, change }) => ({ id, text: mutatedText(source, site, change) }));
  const { variables = "", target = "" } = site.declares ?? {};
  const { start, end } = site;
  switch (site.kind) {
    case "statement":
      return { start, end, write: (inner) => `{ ${ifs(any, versions, inner)} }` };
    case "declaration": {
      const given = versions.map(({ id, text }) => ({ id, text: `${target} = ${valueIn(text)}` }));
      return {
        start,
        end,
        write: (inner) => `${variables} ${ifs(any, given, `${target} = ${valueIn(inner)}`)}`,
      };
    }
    case "modifier":
      return { start, end, write: (inner) => inner.replace("(false)", `(${any})`) };
    case "yul-statement":
      return { start, end, write: (inner) => yulSwitch(first, versions, inner) };
    case "yul-let": {
      const given = versions.map(({ id, text }) => ({ id, text: `${target} := ${yulValueIn(text)}` }));
      return {
        start,
        end,
        write: (inner) => `${variables} ${yulSwitch(first, given, `${target} := ${yulValueIn(inner)}`)}`,
      };
    }
    case "yul-if": {
      const name = `condition_${first}`;
      const given = versions.map(({ id, text }) => ({ id, text: `${name} := ${conditionIn(text)}` }));
      const write = (inner: string) =>
        `let ${name} ${yulSwitch(first, given, `${name} := ${conditionIn(inner)}`)} if ${name}`;
      return { start, end, write };
    }
    case "yul-loop":
      return { start, end, write: (inner) => `sub(${inner}, isMutant_(${first}))` };
    default:
      return { start, end, write: (inner) => `(${any} ? ${choice(versions)} : (${inner}))` };
  }
}

type Version = { id: number; text: string };

/** Before each mutant a comment with its number, by which a compiler's error is traced to it. */
const marked = ({ id, text }: Version) => `/*mutant ${id}*/ ${text}\n`;

function ifs(any: string, versions: readonly Version[], otherwise: string): string {
  const chain = versions.map((version, index) => {
    const test = index < versions.length - 1 ? `if (mutated(${version.id})) ` : "";
    return `${test}{ ${marked(version)}}`;
  });
  return `if (${any}) { ${chain.join(" else ")} } else { ${otherwise}\n}`;
}

function choice(versions: readonly Version[]): string {
  const [version, ...rest] = versions;
  if (!version) return "";
  const text = `(${marked(version)})`;
  return rest.length === 0 ? text : `(mutated(${version.id}) ? ${text} : ${choice(rest)})`;
}

function yulSwitch(first: number, versions: readonly Version[], otherwise: string): string {
  const cases = versions.map((version) => `case ${version.id} { ${marked(version)}}`);
  return `switch mutant_(${first}) ${cases.join(" ")} default { ${otherwise}\n}`;
}

/** What a declaration's variables are set to, up to and with the semicolon. */
const valueIn = (declaration: string) => declaration.slice(declaration.indexOf("=") + 1);
const yulValueIn = (declaration: string) => declaration.slice(declaration.indexOf(":=") + 2);
const conditionIn = (head: string) => head.replace(/^if\s*/, "");
