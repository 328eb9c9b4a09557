"use client";

import { useState } from "react";
import { cn } from "@/components/ui/cn";

type PublicPosterProps = { src: string; name: string; className?: string };

/** The organiser's picture. It lies on another server: when it can't be had, nothing is drawn in its place. */
export function PublicPoster({ src, name, className }: PublicPosterProps) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return null;
  return (
    // biome-ignore lint/performance/noImgElement: any host may be named, and Next's optimiser would fetch it for us.
    <img
      src={src}
      alt={`Poster of ${name}`}
      // An error before hydration is only seen by asking.
      ref={(image) => {
        if (image?.complete && image.naturalWidth === 0) setIsBroken(true);
      }}
      onError={() => setIsBroken(true)}
      className={cn("size-full object-cover", className)}
    />
  );
}
