import { Hono } from "hono";
import { expect, it } from "vitest";
import type { Env } from "../deps.ts";
import { answerSecondEnvoi } from "./second-envoi.ts";

const PENDANT = 2_000;

function openActe() {
  let heure = 0;
  const faits: string[] = [];
  const app = new Hono<Env>();
  app.use(answerSecondEnvoi(PENDANT, () => heure));
  app.post("/refuse", (c) => {
    faits.push("refuse");
    return c.text("Refusé", 422);
  });
  app.post("/session", (c) => {
    faits.push("session");
    c.header("set-cookie", "session=neuve");
    return c.redirect("/ouverte", 303);
  });
  app.post("/defaut", () => {
    faits.push("defaut");
    throw new Error("défaut");
  });
  app.onError((_, c) => c.text("", 500));
  app.post("/:acte", async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    faits.push(c.req.param("acte"));
    return c.redirect(`/${c.req.param("acte")}?fait=${faits.length}`, 303);
  });
  let montrer: () => void = () => undefined;
  app.get("/page", async (c) => {
    await new Promise<void>((resolve) => {
      montrer = resolve;
    });
    return c.text("Une page");
  });
  const look = () => app.request("/page", { headers: { cookie: "session=x" } });
  const show = () => montrer();
  const send = async (chemin: string, corps = "a=1", cookie = "session=x") => {
    const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
    if (cookie) headers.set("cookie", cookie);
    const answer = await app.request(chemin, { method: "POST", body: corps, headers });
    return [answer.status, answer.headers.get("location")];
  };
  const wait = (ms: number) => {
    heure += ms;
  };
  return { faits, send, wait, look, show };
}

it.each([
  ["while the first is being answered", 0, true],
  ["just after", 0, false],
  ["two seconds after, short of one", PENDANT - 1, false],
])("a second press %s is led where the first was, and done once", async (_, apres, ensemble) => {
  const { faits, send, wait } = openActe();
  const premier = send("/acte");
  if (!ensemble) await premier;
  wait(apres);
  expect(await Promise.all([premier, send("/acte")])).toEqual([
    [303, "/acte?fait=1"],
    [303, "/acte?fait=1"],
  ]);
  expect(faits).toEqual(["acte"]);
});

it.each<[string, (acte: ReturnType<typeof openActe>) => unknown, readonly string[]]>([
  ["two seconds after", ({ wait }) => wait(PENDANT), ["acte", "acte"]],
  ["with another answer between", ({ send }) => send("/acte", "a=2"), ["acte", "acte", "acte"]],
  [
    "once a page was shown",
    async ({ look, show }) => {
      const page = look();
      await new Promise((resolve) => setTimeout(resolve));
      show();
      await page;
    },
    ["acte", "acte"],
  ],
  ["once something else was done", ({ send }) => send("/autre"), ["acte", "autre", "acte"]],
])("the same form %s is another act", async (_, entre, faits) => {
  const acte = openActe();
  await acte.send("/acte");
  await entre(acte);
  await acte.send("/acte");
  expect(acte.faits).toEqual(faits);
});

it("a second press while the next page is on its way is still the first act", async () => {
  const { faits, send, look, show } = openActe();
  await send("/acte");
  const page = look();
  await new Promise((resolve) => setTimeout(resolve));
  expect(await send("/acte")).toEqual([303, "/acte?fait=1"]);
  show();
  await page;
  expect(faits).toEqual(["acte"]);
});

it.each([
  ["of somebody else", "/acte", "session=y"],
  ["of nobody known", "/acte", ""],
  ["that was refused", "/refuse", "session=x"],
  ["that opens a session", "/session", "session=x"],
  ["that met a defect", "/defaut", "session=x"],
])("a form %s is done again", async (_, chemin, cookie) => {
  const { faits, send } = openActe();
  await send(chemin, "a=1", cookie === "session=y" ? "session=x" : cookie);
  await send(chemin, "a=1", cookie);
  expect(faits).toHaveLength(2);
});
