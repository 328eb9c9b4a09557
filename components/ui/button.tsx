import { cva, type VariantProps } from "class-variance-authority";
import { Root as Slot } from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonVariants = cva(
  [
    "relative inline-flex shrink-0 cursor-pointer select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium",
    "transition-[background-color,border-color,color,box-shadow] duration-150",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-progress",
    "[&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4",
  ],
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground shadow-raised hover:bg-primary-hover",
        secondary:
          "border border-input/55 bg-card text-foreground shadow-raised hover:border-input hover:bg-muted",
        ghost: "text-foreground hover:bg-muted",
        danger: "bg-danger text-danger-foreground shadow-raised hover:bg-danger-hover",
        "danger-quiet":
          "border border-danger/45 bg-card text-danger hover:border-danger hover:bg-danger-soft",
        link: "h-auto rounded-sm px-0 text-primary underline decoration-primary/35 underline-offset-4 hover:decoration-primary",
      },
      size: {
        sm: "h-9 px-3 text-sm touch:min-h-11",
        md: "h-10 px-4 text-sm touch:min-h-11 touch:text-[0.9375rem]",
        lg: "h-12 px-5 text-base",
        icon: "size-10 touch:size-11",
        "icon-sm": "size-8 touch:size-11",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0 touch:min-h-11" }],
    defaultVariants: { variant: "primary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Draws the button as its only child, e.g. a `<Link>`. Not together with `loading`. */
  asChild?: boolean;
  /** Work is under way: shows a spinner and ignores presses, but keeps the focus where it is. */
  loading?: boolean;
}

/** A button is `type="button"` unless told otherwise, so that none submits a form by accident. */
export function Button({ asChild, loading, variant, size, className, children, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot className={classes} {...props}>
        {children}
      </Slot>
    );
  }
  if (loading) {
    // Not `disabled`: that would throw a keyboard user's focus back to the top of the page.
    return (
      <button {...props} type="button" onClick={undefined} aria-disabled aria-busy className={classes}>
        <span className="absolute inset-0 grid place-items-center">
          <Spinner label="Working" />
        </span>
        <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
      </button>
    );
  }
  return (
    <button type="button" {...props} className={classes}>
      {children}
    </button>
  );
}
