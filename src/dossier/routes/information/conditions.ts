import type { Context } from "hono";
import { zoneOfCommune } from "#droit/regles/plafonds-ressources.ts";
import { zoneLocativeOf } from "#droit/regles/zone-locative.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import type { Site } from "#socle/routes/site.ts";
import { readTextePage } from "../../lectures/information/read-information.ts";
import { type QuestionConditions, verifierConditions } from "../../lectures/information/verifier-plafonds.ts";
import { renderConditionsPage } from "../../pages/information/conditions-page.tsx";
import type { VitrineOuverte } from "./vitrine.ts";

/** Beyond, a slip of the keyboard. */
const REVENU_MAX = 1_000_000;
const AGE_MIN = 16;

/** The checker is a GET form: its answers are in the address, which nothing here keeps. */
export async function showConditions(
  site: Site,
  c: Context<Env>,
  { base, vitrine }: VitrineOuverte,
): Promise<Response> {
  const { epci } = vitrine;
  const jour = site.deps.horloge.aujourdhui();
  const annee = Number(jour.slice(0, 4));
  const [communes, texte] = await Promise.all([
    base.territoires.communes(epci),
    readTextePage(base, epci, "conditions"),
  ]);
  const lieux = readLieux(communes, jour);
  const saisie = saisieOf(c.req.query());
  const lecture = new Lecture(saisie);
  const asked = Object.keys(saisie).length > 0;
  const question = asked ? readQuestion(lecture, jour, lieux) : null;
  const page = renderConditionsPage({
    vitrine,
    texte,
    annee,
    communes: lieux.memes ? [] : communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    etat: { saisie, refus: { message: null, erreurs: lecture.erreurs } },
    reponse: question && lecture.erreurs.length === 0 ? verifierConditions(question) : null,
  });
  return c.html(page, lecture.erreurs.length > 0 ? 422 : 200);
}

/** What all the communes of the territory have alike; null: not the same everywhere. Which one is asked only when one of both is not. */
type Lieux = Pick<QuestionConditions, "zone" | "zoneLocative"> & {
  readonly memes: boolean;
  readonly codes: ReadonlySet<string>;
};

function readLieux(communes: readonly { readonly commune: string }[], jour: string): Lieux {
  const plafonds = new Set(communes.map(({ commune }) => zoneOfCommune(commune, jour)));
  const locatives = communes.map(({ commune }) => zoneLocativeOf(commune, jour));
  const same = new Set(locatives.map((locative) => locative?.zone ?? null)).size === 1;
  const [zone = null] = plafonds.size === 1 ? plafonds : [];
  return {
    zone,
    zoneLocative: same ? (locatives[0] ?? null) : null,
    memes: same && plafonds.size === 1,
    codes: new Set(communes.map(({ commune }) => commune)),
  };
}

function readQuestion(lecture: Lecture, jour: string, lieux: Lieux): QuestionConditions {
  const annee = Number(jour.slice(0, 4));
  const adultes = readNombre(lecture, "adultes", "Combien d’adultes", 1);
  const personnesACharge = readNombre(lecture, "charge", "Combien d’enfants ou de personnes à charge", 0);
  const [age1, age2] = [readAge(lecture, "age1", "Votre âge"), readAge(lecture, "age2", "L’âge de l’autre personne")];
  const written = lecture.textOrNull("commune", 5);
  // The address may be written by hand: of another commune, this territory says nothing.
  const commune = written !== null && lieux.codes.has(written) ? written : null;
  return {
    menage: {
      adultes,
      personnesACharge,
      couple: adultes === 2 ? readOui(lecture, "couple") : false,
      ages: age1 === null || age2 === null ? null : [age1, age2],
      handicap: readOui(lecture, "handicap"),
    },
    ressources: { rfr: readRevenu(lecture, "rfr"), rfrRecent: readRevenu(lecture, "recent") },
    zone: lieux.zone ?? (commune === null ? null : zoneOfCommune(commune, `${annee}-01-01`)),
    zoneLocative: commune === null ? lieux.zoneLocative : zoneLocativeOf(commune, jour),
    annee,
  };
}

/** « Je ne sais pas », and no answer, are what is not known. */
function readOui(lecture: Lecture, champ: string): boolean | null {
  const valeur = valeurDe(lecture.saisie, champ);
  return valeur === "oui" ? true : valeur === "non" ? false : null;
}

function readNombre(lecture: Lecture, champ: string, libelle: string, minimum: number): number {
  const valeur = valeurDe(lecture.saisie, champ).trim();
  const nombre = /^\d{1,2}$/.test(valeur) ? Number(valeur) : -1;
  if (nombre >= minimum && nombre <= 20) return nombre;
  lecture.fail(champ, `${libelle} : écrivez un nombre, de ${minimum} à 20.`);
  return minimum;
}

function readAge(lecture: Lecture, champ: string, libelle: string): number | null {
  const valeur = valeurDe(lecture.saisie, champ).trim();
  if (valeur === "") return null;
  const age = /^\d{1,3}$/.test(valeur) ? Number(valeur) : -1;
  if (age >= AGE_MIN && age <= 120) return age;
  lecture.fail(champ, `${libelle} : écrivez un âge, de ${AGE_MIN} à 120 ans, ou laissez vide.`);
  return null;
}

function readRevenu(lecture: Lecture, champ: string): number | null {
  const valeur = valeurDe(lecture.saisie, champ)
    .replaceAll(/[\s\u00a0\u202f€]/g, "")
    .replace(",", ".");
  if (valeur === "") return null;
  const nombre = /^\d{1,7}(\.\d{1,2})?$/.test(valeur) ? Number(valeur) : Number.NaN;
  if (nombre <= REVENU_MAX) return nombre;
  lecture.fail(champ, "Revenu fiscal de référence : écrivez un nombre, par exemple 18 400, ou laissez vide.");
  return null;
}
