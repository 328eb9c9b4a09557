import { QrCode } from "@/components/ui/qr-code";
import { formatTicketCode } from "@/lib/gate/ticket-code";

/** What the holder shows at the gate. */
export function TicketCode({ ticketId, className }: { ticketId: string; className?: string }) {
  return <QrCode value={formatTicketCode(ticketId)} label="QR code of this ticket" className={className} />;
}
