import { Alert } from "@/components/ui/alert";

/** What somebody should look after, or nothing at all. */
export function ChainWarnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warn" title="The server needs a hand" className="mb-6 break-words">
      <ul className="flex flex-col gap-1">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Alert>
  );
}
