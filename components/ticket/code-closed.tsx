import { LockKeyhole } from "lucide-react";
import { shorten } from "@/components/ui/shorten";
import { SignInButton } from "@/components/wallet/sign-in-button";

type CodeClosedProps = { signedInAs: string | null; owner: string | null; isCustody: boolean };

/** Stands in the code's place for everybody but the holder and the organiser. */
export function CodeClosed({ signedInAs, owner, isCustody }: CodeClosedProps) {
  return (
    <div className="mx-3 mt-3 grid aspect-square place-content-center justify-items-center gap-3 rounded-control border border-input/60 border-dashed p-6 text-center sm:mx-0">
      <LockKeyhole aria-hidden="true" className="size-6 text-muted-foreground" />
      <p className="font-medium">Only the holder sees the code</p>
      <p className="text-muted-foreground text-sm">
        {signedInAs
          ? whyNot({ signedInAs, owner, isCustody })
          : "Sign in with the wallet that holds this ticket."}
      </p>
      {signedInAs ? null : <SignInButton variant="secondary" />}
    </div>
  );
}

function whyNot(who: { signedInAs: string; owner: string | null; isCustody: boolean }): string {
  if (who.isCustody || !who.owner) return "The event's contract keeps this ticket until its guest claims it.";
  return `You are signed in as ${shorten(who.signedInAs)}. This ticket is held by ${shorten(who.owner)}.`;
}
