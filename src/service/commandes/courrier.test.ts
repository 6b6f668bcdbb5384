import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { MessageCourrier } from "#socle/lectures/courrier.ts";
import { openServeurSmtp, type ServeurSmtp } from "../../../test/fixtures/serveur-smtp.ts";
import { readConfiguration } from "./configuration.ts";
import { openCourrier } from "./courrier.ts";

const ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
const MESSAGE: MessageCourrier = {
  cle: "3f0c1f7a-8a5e-4b54-9a25-0b3a3c7f3c11.0.7",
  destinataire: { nom: "Élus du logement", courriel: "logement@mairie.exemple" },
  expediteur: "CA de Saint-Dizier, Der & Blaise",
  sujet: "Convocation : commission de coordination",
  texte: "Bonjour,\n\nVous êtes convoqué.\n.\nFin",
  evenement: { methode: "REQUEST", contenu: ICS },
  pieces: [{ nom: "ordre-du-jour.pdf", type: "application/pdf", contenu: new TextEncoder().encode("%PDF-1.7 essai") }],
};

const fermer: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of fermer.splice(0)) await close();
});

async function openSmtp(compte: string | null = null, identifiant = "") {
  const serveur = await openServeurSmtp(compte);
  fermer.push(() => serveur.close());
  return { serveur, courrier: courrierOf(`smtp://${identifiant}127.0.0.1:${serveur.port}`) };
}

const dits: unknown[] = [];
function courrierOf(smtp: string) {
  dits.length = 0;
  return openCourrier({
    donnees: "/nonexistent",
    courrier: { smtp, expediteur: "ne-pas-repondre@epci.exemple" },
    log: { error: (faits, message) => dits.push(faits, message) },
  });
}

/** Parts of a MIME message: type, headers, decoded contents. */
function partsOf(brut: string): readonly { readonly type: string; readonly tete: string; readonly contenu: string }[] {
  const split = (texte: string): string[] => {
    const at = texte.indexOf("\r\n\r\n");
    const tete = texte.slice(0, at).replaceAll(/\r\n[ \t]+/g, " ");
    const borne = /boundary="([^"]+)"/.exec(tete)?.[1];
    if (borne === undefined) return [texte];
    return texte
      .slice(at)
      .split(`--${borne}`)
      .slice(1, -1)
      .flatMap((part) => split(part.replace(/^\r\n/, "")));
  };
  return split(brut).map((part) => {
    const at = part.indexOf("\r\n\r\n");
    const tete = part.slice(0, at).replaceAll(/\r\n[ \t]+/g, " ");
    const corps = part.slice(at + 4);
    const contenu = /base64/i.test(tete)
      ? Buffer.from(corps, "base64").toString()
      : Buffer.from(
          corps
            .replaceAll("=\r\n", "")
            .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          "latin1",
        ).toString();
    return { type: /content-type: ([^;\r\n]+)/i.exec(tete)?.[1] ?? "", tete, contenu };
  });
}

function expectWhole({ brut }: ServeurSmtp["recus"][number]): void {
  const tete = brut.slice(0, brut.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/g, " ");
  expect(tete).toMatch(/^Message-ID: <3f0c1f7a-8a5e-4b54-9a25-0b3a3c7f3c11\.0\.7@blaise>$/m);
  expect(tete).toMatch(/^Auto-Submitted: auto-generated$/m);
  const parts = partsOf(brut);
  expect(parts.map(({ type }) => type)).toEqual(["text/plain", "text/calendar", "application/pdf", "application/ics"]);
  expect(parts[0]?.contenu.replaceAll("\r\n", "\n").trim()).toBe(MESSAGE.texte);
  expect(parts[1]?.tete).toMatch(/method=REQUEST/);
  expect([parts[1]?.contenu.trim(), parts[3]?.contenu.trim()]).toEqual([ICS.trim(), ICS.trim()]);
  expect(parts[2]?.contenu).toBe("%PDF-1.7 essai");
}

describe("a mail server", () => {
  it("receives the text, the event as an answer and as a file, and the agenda", async () => {
    const { serveur, courrier } = await openSmtp("agent\0s%cret", "agent:s%25cret@");
    expect(courrier).toMatchObject({ depot: null, adresse: "ne-pas-repondre@epci.exemple" });
    expect(await courrier.envoyer(MESSAGE)).toEqual({ etat: "envoye" });
    expect(serveur.recus).toMatchObject([{ de: "ne-pas-repondre@epci.exemple", a: ["logement@mairie.exemple"] }]);
    const [recu] = serveur.recus;
    if (recu) expectWhole(recu);
  });

  it("receives one recipient and no header more, whatever a name or a title holds", async () => {
    const { serveur, courrier } = await openSmtp();
    const piege = "x\r\nBcc: vole@ailleurs.exemple\r\n\r\ncorps";
    const destinataire = { nom: `"${piege}" <vole@ailleurs.exemple>,`, courriel: "logement@mairie.exemple" };
    expect(await courrier.envoyer({ ...MESSAGE, destinataire, sujet: piege, expediteur: piege })).toEqual({
      etat: "envoye",
    });
    expect(serveur.recus.map(({ a }) => a)).toEqual([["logement@mairie.exemple"]]);
    const tete = serveur.recus[0]?.brut.split("\r\n\r\n")[0] ?? "";
    expect(tete).not.toMatch(/^(bcc|cc):/im);
    expect(tete.match(/^to:/gim)).toHaveLength(1);
    await expect(courrier.envoyer({ ...MESSAGE, cle: "../x" })).resolves.toMatchObject({ etat: "echec" });
  });

  it("says in French why a message did not leave, and nothing of an address in the log", async () => {
    const { serveur, courrier } = await openSmtp();
    serveur.refus.set("logement@mairie.exemple", "550 no such user");
    expect(await courrier.envoyer(MESSAGE)).toEqual({
      etat: "echec",
      panne: false,
      motif: "Le serveur de courrier refuse ce message ou cette adresse (code 550).",
    });
    serveur.refus.set("logement@mairie.exemple", "451 later");
    expect(await courrier.envoyer(MESSAGE)).toMatchObject({
      panne: false,
      motif: expect.stringContaining("réessayer plus tard"),
    });
    expect(JSON.stringify(dits)).not.toMatch(/mairie/);
    const ferme = await openSmtp("agent\0secret", "agent:autre@");
    expect(await ferme.courrier.envoyer(MESSAGE)).toEqual({
      etat: "echec",
      panne: true,
      motif: "Le serveur de courrier refuse l’identifiant ou le mot de passe réglés.",
    });
    await serveur.close();
    fermer.splice(0, 1);
    expect(await courrier.envoyer(MESSAGE)).toEqual({
      etat: "echec",
      motif: "Le serveur de courrier ne répond pas.",
      panne: true,
    });
  });
});

describe("a folder, when no server is set", () => {
  it("keeps each message whole, closed to others, the same once", async () => {
    const donnees = await mkdtemp(join(tmpdir(), "blaise-courriels-"));
    fermer.push(() => rm(donnees, { recursive: true, force: true }));
    const courrier = openCourrier({ donnees, courrier: null, log: { error: () => undefined } });
    expect(courrier.depot).toBe(join(donnees, "courriels"));
    for (const _ of [1, 2]) expect(await courrier.envoyer(MESSAGE)).toEqual({ etat: "depose" });
    expect(await readdir(join(donnees, "courriels"))).toEqual([`${MESSAGE.cle}.eml`]);
    const brut = await readFile(join(donnees, "courriels", `${MESSAGE.cle}.eml`), "latin1");
    expect(brut).toMatch(/^From: .*<ne-pas-repondre@blaise\.invalid>\r\nTo: .*<logement@mairie\.exemple>\r\n/m);
    expectWhole({ de: "", a: [], brut });
  });

  it("that cannot be written is told", async () => {
    const donnees = await mkdtemp(join(tmpdir(), "blaise-courriels-"));
    fermer.push(() => rm(donnees, { recursive: true, force: true }));
    await writeFile(join(donnees, "courriels"), "");
    const courrier = openCourrier({ donnees, courrier: null, log: { error: () => undefined } });
    expect(await courrier.envoyer(MESSAGE)).toMatchObject({ etat: "echec", panne: true });
  });
});

describe("its settings", () => {
  const read = (env: Record<string, string>) => readConfiguration(env).courrier;
  it("are both there, or neither is", () => {
    const expediteur = "ne-pas-repondre@epci.exemple";
    expect(read({})).toBeNull();
    expect(read({ BLAISE_COURRIEL_EXPEDITEUR: expediteur })).toBeNull();
    const smtp = "smtps://agent:secret@mail.epci.exemple";
    expect(read({ BLAISE_SMTP: smtp, BLAISE_COURRIEL_EXPEDITEUR: expediteur })).toEqual({ smtp, expediteur });
    expect(() => read({ BLAISE_SMTP: smtp })).toThrow(/BLAISE_COURRIEL_EXPEDITEUR/);
    for (const faux of ["http://x", "smtp://", "smtp://x/y", "mail.epci.exemple", "smtp://x y"]) {
      expect(() => read({ BLAISE_SMTP: faux, BLAISE_COURRIEL_EXPEDITEUR: expediteur })).toThrow(/BLAISE_SMTP/);
    }
    expect(() => read({ BLAISE_SMTP: smtp, BLAISE_COURRIEL_EXPEDITEUR: "a\nb@c.fr" })).toThrow(/EXPEDITEUR/);
  });
});
