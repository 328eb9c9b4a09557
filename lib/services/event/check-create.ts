import { z } from "zod";
import type { Chain } from "@/lib/chain/chain";
import type { FieldError } from "@/lib/errors";
import { amount } from "@/lib/services/fields";
import { findCurrency, unknownCurrency } from "@/lib/services/find-currency";
import { formatAmount, type Money, PRICE_UNITS_MAX, parseAmount, tooFine } from "@/lib/services/money";

type Currencies = Pick<Chain, "nativeSymbol" | "tokens">;

/** With more the schema has said enough, and names would take long to compare. */
const TYPES_MAX = 100;

/** As much of a new event as there is to check: what its schema refuses is left out. */
const partly = z.object({
  currency: z.string().optional().catch(undefined),
  ticketTypes: z
    .array(
      z
        .object({
          name: z.string().optional().catch(undefined),
          price: amount.optional().catch(undefined),
        })
        .catch({}),
    )
    .max(TYPES_MAX)
    .catch([]),
});
type Checkable = z.infer<typeof partly>;

/** What {@link checkCreate} finds in a body that isn't valid as it is. */
export function checkPartly(body: unknown, chain: Currencies): FieldError[] {
  const { success, data } = partly.safeParse(body);
  return success ? checkCreate(data, chain) : [];
}

/** What a schema alone can't see in a new event: whether its currency is one here, and its prices fit that. */
export function checkCreate(input: Checkable, chain: Currencies): FieldError[] {
  return [...checkMoney(input, chain), ...checkNames(input.ticketTypes.map((type) => type.name))];
}

function checkMoney({ currency: symbol, ticketTypes }: Checkable, chain: Currencies): FieldError[] {
  if (symbol === undefined) return [];
  const currency = findCurrency(symbol, chain);
  if (!currency) return [{ path: "currency", message: unknownCurrency(chain) }];
  return ticketTypes.flatMap(({ price }, i) => {
    const message = price === undefined ? null : checkPrice(price, currency);
    return message ? [{ path: `ticketTypes.${i}.price`, message }] : [];
  });
}

/** What is wrong with a price in this currency, as the rest of a sentence; null: nothing. */
export function checkPrice(price: string, money: Money): string | null {
  const units = parseAmount(price, money);
  if (units === null) return tooFine(money);
  if (units > PRICE_UNITS_MAX)
    return `must be at most ${formatAmount(PRICE_UNITS_MAX, money)} ${money.currency}`;
  return null;
}

function checkNames(names: readonly (string | undefined)[]): FieldError[] {
  return names.flatMap((name, i) =>
    name !== undefined && names.indexOf(name) < i
      ? [{ path: `ticketTypes.${i}.name`, message: "must differ from the names of the types before it" }]
      : [],
  );
}
