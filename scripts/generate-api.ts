/**
 * Writes what is made from the API's routes: `docs/api/openapi.json`, the types of the TypeScript client, and the
 * collection for Postman and Bruno. With `--check` it writes nothing and exits 1 when a committed file is stale.
 */
import { registerHooks } from "node:module";
import { generatedFiles } from "./api/generated-files";
import { checkFiles, writeFiles } from "./lib/written-files";

/*
 * The document is made from the routes themselves, which say `server-only`. The generator of types needs the interface
 * of TypeScript 5.
 */
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === "typescript") return next("typescript-5", context);
    const conditions = [...context.conditions, "react-server"];
    return next(specifier, specifier === "server-only" ? { ...context, conditions } : context);
  },
});

const files = await generatedFiles();
if (process.argv.includes("--check")) await checkFiles(files, "npm run api:generate");
else await writeFiles(files);
