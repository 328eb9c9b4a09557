import { Alert } from "@/components/ui/alert";

/** The contract refuses the server's account. */
export function OperatorRemoved() {
  return (
    <Alert tone="warn" title="The event’s owner has removed this server from its contract">
      Tickets can’t be issued or invalidated from here, and check-ins are kept here without reaching the
      chain, until the owner allows this server’s account again.
    </Alert>
  );
}
