import type { Context } from "hono";
import { z } from "zod";
import { ETATS_OPERATION } from "#donnees/regles/programme/operation.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, isRelu, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { isMember } from "#socle/regles/habilitation/peut.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { again, checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { operationInconnue, suivreOperation } from "../actes/ecrire-operation.ts";
import { examinerOperation } from "../actes/examiner-operation.ts";
import { addFinancement } from "../actes/financer-operation.ts";
import { readOperation } from "../lectures/compute-registre.ts";
import { cheminOperation } from "../pages/operation-mots.tsx";
import { renderOperationPage } from "../pages/operation-page.tsx";
import { AVIS_EXAMEN, ETATS_FINANCEMENT } from "../regles/etat-operation.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  inscrite: "L’opération est au registre.",
  deposee: "L’opération est déposée : l’EPCI va l’examiner.",
  modifiee: "La modification est enregistrée.",
  etat: "L’état est enregistré.",
  examinee: "L’avis est enregistré.",
  publiee: "L’opération est publique.",
  depubliee: "L’opération n’est plus publique.",
  financement: "Les financements sont enregistrés.",
};

/** As one that does not exist: an address that nobody wrote tells nothing. */
export function readOperationId(c: Context<Env>): number {
  const value = c.req.param("id") ?? "";
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw operationInconnue();
}

type Retour = {
  readonly examen?: EtatFormulaire;
  readonly financement?: EtatFormulaire;
  readonly refus?: Refus;
};

const VIERGE: EtatFormulaire = { saisie: {}, refus: SANS_REFUS };

export async function showOperation(site: Site, c: Context<Env>, retour: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const lue = await readOperation(c.var.base, epci, readOperationId(c), site.deps.horloge.aujourdhui());
  const { refus } = retour;
  const page = renderOperationPage({
    cadre,
    lue,
    membre: isMember(c.var.acteur, epci),
    examen: retour.examen ?? VIERGE,
    financement: retour.financement ?? VIERGE,
    aRelire: refus?.code === "programme-a-relire",
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

const etatSchema = z.object({ de: z.enum(ETATS_OPERATION), vers: z.enum(ETATS_OPERATION) });

export async function followEtat(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readOperationId(c);
  const change = parseInput(etatSchema, await c.req.parseBody());
  try {
    await suivreOperation(c.var.base, { epci, id, ...change });
  } catch (error) {
    return again(error, (refus) => showOperation(site, c, { refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminOperation(id), { fait: "etat" }), 303);
}

export async function examine(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readOperationId(c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const avis = lecture.choice("avis", "Avis", AVIS_EXAMEN);
  const motif = lecture.text("motif", "Motif");
  const relu = isRelu(lecture.saisie);
  try {
    checkLecture(lecture);
    const aujourdhui = site.deps.horloge.aujourdhui();
    await examinerOperation(c.var.base, {
      epci,
      id,
      revision: lecture.hidden("revision"),
      avis,
      motif,
      relu,
      aujourdhui,
    });
  } catch (error) {
    return again(error, (refus) => showOperation(site, c, { refus, examen: stateOf(lecture.saisie, refus) }));
  }
  return c.redirect(hrefTerritoire(epci, cheminOperation(id), { fait: "examinee" }), 303);
}

export async function addLigne(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const operation = readOperationId(c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const ligne = {
    financeur: lecture.text("financeur", "Financeur"),
    montant: readMontant(lecture),
    etat: lecture.choice("etatFinancement", "État", ETATS_FINANCEMENT),
    le: lecture.dayOrNull("leFinancement", "Date"),
  };
  try {
    checkLecture(lecture);
    await addFinancement(c.var.base, { epci, operation, ...ligne, aujourdhui: site.deps.horloge.aujourdhui() });
  } catch (error) {
    return again(error, (refus) => showOperation(site, c, { refus, financement: stateOf(lecture.saisie, refus) }));
  }
  return c.redirect(hrefTerritoire(epci, cheminOperation(operation), { fait: "financement" }), 303);
}

/** Euros of an operation: up to a milliard. */
function readMontant(lecture: Lecture): number | null {
  const valeur = (lecture.saisie.montant?.[0] ?? "").replaceAll(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  if (valeur === "") return null;
  if (/^\d{1,10}(\.\d{1,2})?$/.test(valeur)) return Number(valeur);
  lecture.fail("montant", "Montant : écrivez des euros, par exemple 316000, ou laissez vide si ce n’est pas connu.");
  return null;
}

function stateOf(saisie: SaisieFormulaire, refus: Refus): EtatFormulaire {
  return { saisie, refus: refusOf(refus) };
}
