import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ERRORS } from "@/lib/errors";

/** Every code; where the `type` of a problem document points to. */
export function ErrorTable() {
  return (
    <Card id="errors" className="scroll-mt-24">
      <CardHeader
        title="Errors"
        description="Every refusal is a problem document (RFC 9457) with one of these codes. A code never changes its meaning."
      />
      <CardBody>
        <Table caption="Error codes">
          <TableHeader>
            <TableRow>
              <TableHead>Code</TableHead>
              <TableHead>Status</TableHead>
              <TableHead>Meaning</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {Object.entries(ERRORS).map(([code, { status, title }]) => (
              <TableRow key={code} id={code} className="scroll-mt-24 target:bg-info-soft">
                <TableCell main>
                  <code className="font-mono text-sm">{code}</code>
                </TableCell>
                <TableCell label="Status">{status}</TableCell>
                <TableCell label="Meaning">{title}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
