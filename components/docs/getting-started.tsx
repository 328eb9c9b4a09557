import { ExampleCall } from "./example-call";
import { Prose } from "./prose";

/** What one should know before the first call, and that call. */
export function GettingStarted({ description, appUrl }: { description: string; appUrl: string }) {
  return (
    <section aria-label="Before the first call" className="grid gap-6 xl:grid-cols-2">
      <Prose text={description} />
      <div className="flex min-w-0 flex-col gap-3">
        <ExampleCall curl={curlStart(appUrl)} typescript={typescriptStart(appUrl)} />
        <p className="text-muted-foreground text-sm">
          Examples go on from here. The client is the folder <code className="font-mono">lib/client</code> of
          TicketChain&apos;s repository, to be copied.
        </p>
      </div>
    </section>
  );
}

const curlStart = (appUrl: string) => `# An API key of your organisation
export TICKETCHAIN_KEY="tc_…"

curl "${appUrl}/api/v1/me" \\
  -H "Authorization: Bearer $TICKETCHAIN_KEY"`;

const typescriptStart = (appUrl: string) => `// npm install openapi-fetch, and copy lib/client
import { createClient } from "./client/create-client";

const api = createClient({
  baseUrl: "${appUrl}",
  // An API key of your organisation
  apiKey: "tc_…",
});

const me = await api.get("/me");`;
