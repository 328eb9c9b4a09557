import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { repository } from "../lib/repository";
import { type Survey, surveySchema } from "./messages";

const FILE = join(repository, "cache/mutation/surveys.json");
const schema = z.array(z.tuple([z.string(), surveySchema]));

/** Surveys of earlier runs, by the hash of what they depend on. */
export async function readSurveys(): Promise<Map<string, Survey>> {
  const text = await readFile(FILE, "utf8").catch(() => "[]");
  return new Map(schema.parse(JSON.parse(text)));
}

export async function writeSurveys(surveys: ReadonlyMap<string, Survey>): Promise<void> {
  await writeFile(FILE, JSON.stringify([...surveys]));
}
