import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NothingFound({ query, onClear }: { query: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title={`Nothing has “${query.trim()}” in it`}
      description="Search for a part of a call's name or path, a field, a scope or an error code."
      action={
        <Button variant="secondary" onClick={onClear}>
          Clear the search
        </Button>
      }
    />
  );
}
