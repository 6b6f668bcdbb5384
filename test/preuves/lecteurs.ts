import { setTimeout as sleep } from "node:timers/promises";

const PAGE = "/t/200068666/bilan?annee=2017&periode=annee";

/** `indisponibles`: 503. `redemandees`: the kept connection closed as the request left; a browser, or a proxy, asks again at once. `coupees`: that failed too. */
export type Lectures = Record<
  "reponses" | "indisponibles" | "portesFermees" | "redemandees" | "coupees" | "echecs",
  number
>;

/** Four readers until told to stop; each answer counted by what the person would have seen. */
export async function readWhile(url: string, cookie: string, work: () => Promise<void>): Promise<Lectures> {
  const compte: Lectures = { reponses: 0, indisponibles: 0, portesFermees: 0, redemandees: 0, coupees: 0, echecs: 0 };
  const state = { on: true };
  const client = async () => {
    while (state.on) {
      const adresse = `${url}${PAGE}`;
      let issue = await readOnce(adresse, cookie);
      if (issue === "coupees") {
        compte.redemandees++;
        issue = await readOnce(adresse, cookie);
      }
      compte[issue]++;
      if (issue !== "reponses") await sleep(20);
    }
  };
  const clients = Promise.all([client(), client(), client(), client()]);
  try {
    await work();
  } finally {
    state.on = false;
    await clients;
  }
  if (compte.echecs + compte.coupees > 0) throw new Error(JSON.stringify(compte));
  return compte;
}

async function readOnce(adresse: string, cookie: string): Promise<keyof Lectures> {
  try {
    const response = await fetch(adresse, { headers: { cookie } });
    await response.text();
    if (response.status === 503) return "indisponibles";
    return response.status < 500 ? "reponses" : "echecs";
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code === "ECONNREFUSED" ? "portesFermees" : "coupees";
  }
}
