import { Card, CardHeader } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EventOutput } from "@/lib/services/event/schema";
import { formatCount } from "./format-count";

/** The event's ticket types, and how much of each is left. */
export function TicketTypeTable({ event }: { event: EventOutput }) {
  return (
    <Card className="overflow-hidden pb-2">
      <CardHeader title="Ticket types" className="pb-3 sm:pb-3" />
      <Table caption="Ticket types">
        <TableHeader>
          <TableRow>
            <TableHead>Type</TableHead>
            <TableHead numeric>Price</TableHead>
            <TableHead numeric>Issued</TableHead>
            <TableHead numeric>Available</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {event.ticketTypes.map((type) => (
            <TableRow key={type.id}>
              <TableCell main className="md:w-1/2">
                <div className="w-full min-w-0">
                  <p className="font-medium">{type.name}</p>
                  {type.description ? (
                    <p className="font-normal text-muted-foreground text-sm">{type.description}</p>
                  ) : null}
                  <Progress
                    label={`${type.name}: issued`}
                    max={type.supply}
                    segments={[{ label: "issued", value: type.issued, tone: "info" }]}
                    className="mt-2 max-w-72"
                  />
                </div>
              </TableCell>
              <TableCell label="Price" numeric className="whitespace-nowrap">
                {Number(type.price) === 0 ? "Free" : `${type.price} ${event.currency}`}
              </TableCell>
              <TableCell label="Issued" numeric className="whitespace-nowrap">
                <span>
                  {formatCount(type.issued)}{" "}
                  <span className="text-muted-foreground">of {formatCount(type.supply)}</span>
                </span>
              </TableCell>
              <TableCell label="Available" numeric>
                {formatCount(type.available)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
