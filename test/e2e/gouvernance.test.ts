// @module-tag navigateur
// @module-tag preuve
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textOfPdf } from "../fixtures/pdf.ts";
import { goThrough, pick, pressAndWait, tabTo, tick, typeJour, whole } from "./clavier.ts";
import { environmentOn } from "./horloge.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen } from "./regard.ts";

const JOUR = "2018-10-05";

describe.skipIf(CHROMIUM === null)(
  "governance with the keyboard alone, on the day of the signature: from « À faire » to the minutes, then the annual evaluation",
  { timeout: 90_000 },
  () => {
    let produit: Produit;
    let page: Page;
    let dossier: string;
    beforeAll(async () => {
      dossier = await mkdtemp(join(tmpdir(), "blaise-gouvernance-"));
      produit = await startProduit({ ...environmentOn(JOUR), BLAISE_DONNEES: dossier }, { vide: true });
      page = await produit.newPage(null);
    }, 240_000);
    afterAll(async () => {
      await produit?.close();
      await rm(dossier, { recursive: true, force: true });
    });

    const text = async () => ((await page.locator("main").textContent()) ?? "").replaceAll(/[\s\u00a0\u202f]+/g, " ");

    /** By its whole words: the page itself, on which the focus turns, holds them all. */
    async function follow(lienOuBouton: string | RegExp): Promise<void> {
      await tabTo(page, typeof lienOuBouton === "string" ? whole(lienOuBouton) : lienOuBouton);
      await pressAndWait(page, "Enter");
    }

    async function fill(champ: string, valeur: string): Promise<void> {
      await tabTo(page, new RegExp(`^${champ} `));
      await page.keyboard.insertText(valeur);
    }

    /** The words of a document, on one line; null when pdftotext is not there. */
    async function download(lien: string): Promise<string | null> {
      await tabTo(page, whole(lien));
      const [fichier] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
      return textOfPdf(await buffer(await fichier.createReadStream()))?.replaceAll(/[\s\u00a0\u202f]+/g, " ") ?? null;
    }

    /** A list takes the first option that begins so. */
    async function choose(champ: string, debut: string): Promise<void> {
      await tabTo(page, new RegExp(`^${champ} `));
      await page.keyboard.type(debut);
    }

    const expectGood = () => expectSeen(page);

    it("logs in and finds what waits, on 5 October 2018", async () => {
      await page.goto(`${produit.url}/connexion`);
      await follow(/ Agent de l’EPCI/);
      expect(await text()).toContain("Le 5 octobre 2018");
      expect(await text()).toContain("5 cas bloqués à confier");
      await expectGood();
    });

    it("prepares a meeting of the commission", async () => {
      await goThrough(page, "Instances");
      await expectGood();
      await follow("Instances et membres");
      await expectGood();
      await follow("Commission de coordination");
      expect(await text()).toContain("Vitry Habitat");
      await expectGood();
      await follow("Préparer une réunion");
      await expectGood();
      await typeJour(page, "jour", JOUR);
      await tabTo(page, /^lieu /);
      await page.keyboard.insertText("Hôtel de la communauté d’agglomération");
      await follow("Créer la réunion");
      expect(await text()).toContain("En préparation");
      await expectGood();
    });

    it("picks the agenda among what the product proposes", async () => {
      await follow("Écrire l’ordre du jour");
      expect(await text()).toContain("66 sur 360");
      await tick(page, /CB-2018-001/);
      await tick(page, /CB-2018-002/);
      await tick(page, /L’objectif de 2017 n’est pas atteint : mesures à proposer/);
      await tick(page, /Le Foyer Rémois : Hors QPV.* objectif non atteint/);
      await follow("Inscrire les points cochés");
      expect(await text()).toContain("Les points sont inscrits.");
      await expectGood();
    });

    it("convenes", async () => {
      await follow("Retour à la réunion");
      await expectGood();
      await follow("Convoquer");
      expect(await text()).toContain("8 messages partiront");
      await expectGood();
      await follow("Envoyer les convocations");
      expect(await text()).toContain("Convoquée le 5 octobre 2018");
      await expectGood();
    });

    it("has put in the data folder, for each contact, the event that calendars take", async () => {
      const courriels = join(dossier, "courriels");
      const noms = (await readdir(courriels)).filter((nom) => nom.endsWith(".eml"));
      const messages = await Promise.all(noms.map((nom) => readFile(join(courriels, nom), "latin1")));
      expect(messages.filter((message) => message.includes("@exemple.invalid>"))).toHaveLength(8);
      const uids = messages.map((message) => {
        const evenement = eventOf(message);
        expect(evenement).toContain("METHOD:REQUEST");
        expect(evenement).toContain("SEQUENCE:0");
        expect(evenement).toContain("DTSTART;TZID=Europe/Paris:20181005T140000");
        expect(evenement).toContain("DTEND;TZID=Europe/Paris:20181005T160000");
        return /^UID:(.+)$/m.exec(evenement)?.[1]?.trim();
      });
      expect(new Set(uids).size).toBe(1);
      expect(uids[0]).toMatch(/^[0-9a-f-]{36}/);
    });

    it("opens it, and says who is there", async () => {
      await follow("Ouvrir la réunion");
      await follow("Ouvrir la réunion");
      expect(await text()).toContain("7 présences ne sont pas dites");
      for (const membre of await page.locator("select[id^=presence]").evaluateAll(idsAndNames)) {
        await choose(membre.id, membre.nom.includes("Plurial") ? "Ex" : "Pr");
      }
      await follow("Enregistrer les présences");
      expect(await text()).toContain("6 voix");
      await expectGood();
    });

    it("decides two blocked cases", async () => {
      await follow("1. Cas bloqué CB-2018-001");
      await expectGood();
      await decide("Services");
      expect(await text()).toContain("2018-CC-01/1");
      await follow("Point suivant : Cas bloqué CB-2018-002");
      await decide("OPH");
      expect(await text()).toContain("2018-CC-01/2");
      await expectGood();
    });

    async function decide(charge: string): Promise<void> {
      await pick(page, "sens", "Retenir une proposition");
      await choose("proposition", "N");
      await choose("charge", charge);
      await typeJour(page, "echeance", "2018-11-30");
      await follow("Enregistrer la décision du cas");
      expect(await text()).toContain("Traité");
    }

    it("proposes a corrective measure for the year that was missed, and writes what was said", async () => {
      await follow("Point suivant : L’objectif de 2017 n’est pas atteint : mesures à proposer");
      await expectGood();
      await fill("texte", "Fixer aux réservataires des objectifs pour le hors quartier prioritaire.");
      await choose("membre", "Comm");
      await typeJour(page, "echeance", "2018-12-31");
      await pick(page, "suite", "Elle propose une mesure corrective");
      await choose("mesure", "Fixer");
      await choose("annee", "2017");
      await follow("Enregistrer la décision");
      expect(await text()).toContain("2018-CC-01/3");
      await fill("notes", "La part de 2017 est rappelée : 66 attributions sur 360.");
      await pick(page, "etat", "Traité");
      await follow("Enregistrer le point");
      await follow(/Point suivant\s*: Le Foyer Rémois/);
      await fill("notes", "Une attribution suffit à atteindre l’objectif de 2018.");
      await pick(page, "etat", "Traité");
      await follow("Enregistrer le point");
    });

    it("closes it: the minutes are frozen, and read in a PDF", async () => {
      await follow("Présences, puis clôture");
      expect(await text()).not.toContain("Il manque, avant de clore");
      await follow("Clore la réunion et figer le relevé");
      expect(await text()).toContain("6 voix présentes ou représentées sur 7");
      await expectGood();
      const lu = await download("PDF");
      if (lu === null) return;
      for (const phrase of [
        "2018-CC-01",
        "6 voix présentes ou représentées sur 7",
        "Cas bloqué CB-2018-001",
        "Fixer aux réservataires des objectifs",
        "66 attributions sur 360",
      ]) {
        expect(lu).toContain(phrase);
      }
      expect(lu).not.toContain("Un logement réservé se libère");
    });

    it("follows a decision, and publishes it", async () => {
      await goThrough(page, "Instances");
      await follow("Décisions");
      await expectGood();
      await follow("2018-CC-01/3");
      await expectGood();
      await pick(page, "etat", "En cours");
      await typeJour(page, "le", JOUR);
      await fill("note", "Courrier envoyé aux réservataires.");
      await follow("Enregistrer le suivi");
      expect(await text()).toContain("Courrier envoyé aux réservataires.");
      await follow("Publier la décision");
      expect(await text()).toContain("Le public la lit depuis le 5 octobre 2018");
    });

    it("freezes the report of 2017, then writes the annual evaluation and freezes it", async () => {
      await goThrough(page, "Accueil");
      await expectGood();
      await follow(/Préparer l’évaluation.*Évaluation 2017/);
      await follow(/Figer le rapport/);
      await follow("Figer le rapport");
      expect(await text()).toContain("66 sur 360");
      await goThrough(page, "Instances");
      await follow("Évaluations");
      await expectGood();
      await follow("Préparer 2017");
      await expectGood();
      await fill("recommandations", "Réunir les réservataires avant la fin de l’année.");
      await follow("Figer l’évaluation");
      expect(await text()).toContain("EVAL-2017-01");
      await expectGood();
      const lu = await download("PDF");
      if (lu !== null) {
        for (const phrase of ["EVAL-2017-01", "66 sur 360", "247 sur 391", "Réunir les réservataires avant la fin"]) {
          expect(lu).toContain(phrase);
        }
      }
    });

    it("gives in the evaluation the figures of the bilan, bailleur by bailleur", async () => {
      const evaluation = await readTables(page);
      const agent = await produit.newPage("agent-epci");
      await agent.goto(`${produit.url}/t/${EPCI}/bilan/bailleurs?annee=2017&periode=annee`);
      const bilan = await readTables(agent);
      for (const cote of ["Hors quartier prioritaire, par bailleur", "En quartier prioritaire, par bailleur"]) {
        const figee = (evaluation.get(`${cote}, 2017`) ?? []).map(([nom, nombres, part]) => [nom, nombres, part]);
        expect(figee).toHaveLength(6);
        expect(figee).toEqual(
          (bilan.get(cote) ?? []).map(([nom, base, nombre, part]) => [
            nom,
            base === "0" ? "aucune attribution comptée" : `${nombre} sur ${base}`,
            part,
          ]),
        );
      }
    });

    it("tells the public what was published, and nothing of a case", async () => {
      const visiteur = await produit.newPage(null);
      await visiteur.goto(`${produit.url}/t/${EPCI}/cil`);
      const lu = (await visiteur.locator("main").textContent()) ?? "";
      expect(lu).toContain("Fixer aux réservataires des objectifs pour le hors quartier prioritaire.");
      expect(lu).not.toContain("CB-2018");
    });
  },
);

/** The event of a message (RFC 5545), lines unfolded. `message`: its bytes, one a character. */
function eventOf(message: string): string {
  const [, apres = ""] = message.split(/^Content-Type: text\/calendar.*$/m);
  const [entete = "", ...corps] = apres.split(/\r?\n\r?\n/);
  const [part = ""] = corps.join("\n\n").split(/^--/m);
  const octets = /base64/i.test(entete)
    ? Buffer.from(part, "base64")
    : Buffer.from(
        part
          .replaceAll(/=\r?\n/g, "")
          .replaceAll(/=([0-9A-F]{2})/g, (_, hexa: string) => String.fromCharCode(Number.parseInt(hexa, 16))),
        "latin1",
      );
  return octets.toString("utf8").replaceAll(/\r?\n[ \t]/g, "");
}

/** The tables of a page by their caption: what each of their rows says. */
async function readTables(page: Page): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const tables = await page.locator("main table").evaluateAll((all) => {
    type Lu = { textContent: string | null };
    type Table = { caption: Lu | null; tBodies: Iterable<Corps>; tFoot: Corps | null };
    type Corps = { rows: Iterable<{ cells: Iterable<Lu> }> };
    const plain = (lu: Lu | null) => (lu?.textContent ?? "").replaceAll(/[\s\u00a0\u202f]+/g, " ").trim();
    return (all as unknown as Table[]).map(({ caption, tBodies, tFoot }) => {
      const rows = [...tBodies, ...(tFoot ? [tFoot] : [])].flatMap((corps) => [...corps.rows]);
      return [plain(caption), rows.map(({ cells }) => [...cells].map(plain))] as const;
    });
  });
  return new Map(tables);
}

/** In the page: what a person reads of each list. */
function idsAndNames(lists: readonly { readonly id: string; getAttribute(name: string): string | null }[]) {
  return lists.map((list) => ({ id: list.id, nom: list.getAttribute("aria-label") ?? "" }));
}
