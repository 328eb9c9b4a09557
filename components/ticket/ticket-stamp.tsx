import { formatDateTime } from "@/components/ui/format-time";

/** The mark of the gate, stamped across the ticket. The words beside it say the same to those who don't see it. */
export function TicketStamp({ at, timeZone }: { at: string; timeZone: string }) {
  return (
    <div
      aria-hidden="true"
      className="mx-auto my-6 grid w-fit -rotate-6 place-items-center rounded-control border-[3px] border-stamp px-7 py-4 text-stamp outline-2 outline-stamp outline-offset-[5px]"
    >
      <span className="font-semibold text-2xl tracking-tight">Admitted</span>
      <span className="font-mono text-sm tabular-nums">
        {formatDateTime({ date: new Date(at), timeZone, format: "short" })}
      </span>
    </div>
  );
}
