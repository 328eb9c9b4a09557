import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";

/** The page guests see, to open and to pass on. */
export function ShareCard({ publicUrl, path }: { publicUrl: string; path: string }) {
  return (
    <Card>
      <CardHeader title="The guests' page" description="Pass this link on: anybody can open it." />
      <CardBody className="flex flex-col gap-3 pt-4 sm:pt-4">
        <div className="flex items-center gap-1 rounded-control bg-muted py-1 pr-1 pl-3">
          <span className="min-w-0 flex-1 truncate text-sm" title={publicUrl}>
            {publicUrl.replace(/^https?:\/\//, "")}
          </span>
          <CopyButton value={publicUrl} what="link" />
        </div>
        <Button asChild variant="secondary" className="w-full">
          <Link href={path}>
            Open the page
            <ExternalLink aria-hidden="true" />
          </Link>
        </Button>
      </CardBody>
    </Card>
  );
}
