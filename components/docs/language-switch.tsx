"use client";

import { cn } from "@/components/ui/cn";
import { EXAMPLE_LANGUAGES, type ExampleLanguage, useExampleLanguage } from "./use-example-language";

const LANGUAGES: readonly ExampleLanguage[] = ["curl", "typescript"];

/** Chooses the language of every example on the page. */
export function LanguageSwitch() {
  const [chosen, choose] = useExampleLanguage();
  return (
    <fieldset className="-ml-1.5 flex">
      <legend className="sr-only">Language of the examples</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={language === chosen}
          onClick={() => choose(language)}
          className={cn(
            "cursor-pointer rounded-sm px-2 py-1.5 font-medium hover:text-foreground touch:min-h-11 touch:px-3",
            language === chosen && "bg-card text-foreground shadow-raised",
          )}
        >
          {EXAMPLE_LANGUAGES[language]}
        </button>
      ))}
    </fieldset>
  );
}
