import { getRuntime } from "@/lib/runtime/runtime";

/** This process's figures, in Prometheus' text format. */
export const readMetrics = (): Promise<string> => getRuntime().metrics.read();
