import { ListPlus, type LucideIcon, ScanLine, Wallet } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Container } from "@/components/ui/container";

interface Step {
  icon: LucideIcon;
  title: string;
  text: string;
  /** Where the strip is punched: between this step and its neighbours. */
  cut: string;
}

const STEPS: readonly Step[] = [
  {
    icon: ListPlus,
    title: "Issue",
    text: "Make an event and drop in your guest list. Everyone on it gets a numbered ticket, hundreds in one transaction.",
    cut: "ticket-cut-bottom rounded-t-ticket md:ticket-cut-right md:rounded-tr-none md:rounded-l-ticket",
  },
  {
    icon: Wallet,
    title: "Hold",
    text: "The ticket lies in the guest's own wallet, with a code to show on the phone. Nobody else can move it away.",
    cut: "ticket-cut-all",
  },
  {
    icon: ScanLine,
    title: "Check in",
    text: "The gate reads the code and the ticket is used. A second try is refused, and says when the first one was.",
    cut: "ticket-cut-top rounded-b-ticket md:ticket-cut-left md:rounded-bl-none md:rounded-r-ticket",
  },
];

/** The three steps, as a strip of tickets still joined. */
export function HowItWorks() {
  return (
    <Container className="pt-16 sm:pt-24">
      <section id="how" aria-labelledby="how-title">
        <h2 id="how-title" className="font-semibold text-title">
          From guest list to open door
        </h2>
        <ol className="ticket-outline mt-7 grid md:grid-cols-3">
          {STEPS.map((step, index) => (
            <StepOnStrip key={step.title} step={step} number={index + 1} />
          ))}
        </ol>
      </section>
    </Container>
  );
}

function StepOnStrip({ step, number }: { step: Step; number: number }) {
  const { icon: Icon, title, text, cut } = step;
  return (
    <li className={cn("relative bg-card p-6 sm:p-8", cut)}>
      {number > 1 ? (
        <span
          aria-hidden="true"
          className="perforation-x md:perforation-y absolute inset-x-4 top-0 h-1 md:inset-x-auto md:inset-y-4 md:left-0 md:h-auto md:w-1"
        />
      ) : null}
      <div className="flex items-center justify-between">
        <Icon aria-hidden="true" className="size-6 text-primary" strokeWidth={1.75} />
        <span aria-hidden="true" className="font-medium font-mono text-sm text-stamp">
          No {number}
        </span>
      </div>
      <h3 className="mt-6 font-semibold text-heading">{title}</h3>
      <p className="mt-2 text-muted-foreground">{text}</p>
    </li>
  );
}
