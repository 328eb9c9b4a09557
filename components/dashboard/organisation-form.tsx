"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { flushSync } from "react-dom";
import { z } from "zod";
import { ApiProblem } from "@/components/api/api-problem";
import { fieldMessages } from "@/components/api/field-messages";
import { problemMessage } from "@/components/api/problem-message";
import { useApiWrite } from "@/components/api/use-api-write";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Container } from "@/components/ui/container";
import { Field } from "@/components/ui/field";
import { Hash } from "@/components/ui/hash";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { focusFirstProblem } from "./focus-first-problem";

const created = z.object({ id: z.string() });

/** The one question before the dashboard: whose events these are. */
export function OrganisationForm({ walletAddress }: { walletAddress: string }) {
  const { problem, failure, isBusy, submit } = useCreateOrganisation();
  return (
    <Container width="narrow">
      <PageHeader title="Welcome" description="One question, then you can create your first event." />
      <Card>
        <CardBody>
          <form noValidate onSubmit={submit} className="flex max-w-md flex-col gap-5">
            {failure ? <Alert tone="danger">{failure}</Alert> : null}
            <Field
              label="What is your organisation called?"
              hint="Guests see it as the host of your events."
              required
              error={problem}
            >
              <Input name="name" maxLength={80} autoComplete="organization" placeholder="Kulturhaus e.V." />
            </Field>
            <p className="text-muted-foreground text-sm">
              Its events' contracts will belong to your wallet,{" "}
              <Hash value={walletAddress} what="wallet address" plain className="align-baseline" />.
            </p>
            <Button type="submit" loading={isBusy} className="w-full sm:w-fit">
              Create organisation
            </Button>
          </form>
        </CardBody>
      </Card>
    </Container>
  );
}

function useCreateOrganisation() {
  const router = useRouter();
  const write = useApiWrite();
  const isSent = useRef(false);
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLeaving, startLeaving] = useTransition();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSent.current) return;
    const form = event.currentTarget;
    const refuse = (field: string | undefined, reason: string | null) => {
      flushSync(() => {
        setProblem(field);
        setFailure(reason);
        setBusy(false);
      });
      focusFirstProblem(form);
    };

    const name = String(new FormData(form).get("name") ?? "").trim();
    if (!name) return refuse("Give it a name.", null);
    setBusy(true);
    isSent.current = true;
    try {
      await write("/organisations", { method: "POST", body: { name }, answer: created });
      startLeaving(() => router.refresh());
    } catch (error) {
      isSent.current = false;
      const field = error instanceof ApiProblem ? fieldMessages(error.fieldErrors).name : undefined;
      refuse(field, field ? null : problemMessage(error));
    }
  };
  return { problem, failure, isBusy: isBusy || isLeaving, submit };
}
