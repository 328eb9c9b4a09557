"use client";

import { CodeBlock } from "./code-block";
import { LanguageSwitch } from "./language-switch";
import { EXAMPLE_LANGUAGES, useExampleLanguage } from "./use-example-language";

/** One call in each language, the chosen one shown. */
export function ExampleCall({ curl, typescript }: { curl: string; typescript: string }) {
  const [language] = useExampleLanguage();
  const code = { curl, typescript }[language];
  return (
    <CodeBlock title={<LanguageSwitch />} what={`example in ${EXAMPLE_LANGUAGES[language]}`} code={code} />
  );
}
