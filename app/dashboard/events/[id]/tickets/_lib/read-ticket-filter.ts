import { readTrail } from "@/components/dashboard/keyset-pager";
import { type ListTicketsInput, listTicketsInput } from "@/lib/services/ticket/schema";

type Param = string | string[] | undefined;
export type TicketFilterParams = { search?: Param; status?: Param; page?: Param };

const filterFields = listTicketsInput.pick({ search: true, status: true });

/** The filter in the address. What makes no sense is left out: somebody may have edited it. */
export function readTicketFilter(params: TicketFilterParams): {
  search: ListTicketsInput["search"];
  status: ListTicketsInput["status"];
  trail: string[];
} {
  const { search, status } = filterFields.shape;
  return {
    search: search.safeParse(params.search || undefined).data,
    status: status.safeParse(params.status || undefined).data,
    trail: readTrail(typeof params.page === "string" ? params.page : undefined),
  };
}
