"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "./button";
import { copyText } from "./copy-text";

export interface CopyButtonProps {
  value: string;
  /** What is copied: "contract address". */
  what: string;
  /** With words on the button; otherwise only an icon. */
  text?: string;
  className?: string;
}

const SHOWN_MS = 1_600;

export function CopyButton({ value, what, text, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    const done = await copyText(value);
    setCopied(done);
    if (!done) toast.error(`The browser did not allow copying the ${what}.`);
  };

  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={text ? "secondary" : "ghost"}
      size={text ? "sm" : "icon-sm"}
      className={className}
      onClick={() => void copy()}
      aria-label={text ? undefined : `Copy ${what}`}
    >
      <Icon
        aria-hidden="true"
        className={copied ? "text-success" : text ? undefined : "text-muted-foreground"}
      />
      {text}
      <span aria-live="polite" className="sr-only">
        {copied ? `Copied ${what}` : ""}
      </span>
    </Button>
  );
}
