import type { Context } from "hono";
import { readTextePage } from "#application/information/read-information.ts";
import { type QuestionConditions, verifierConditions } from "#application/information/verifier-plafonds.ts";
import { zoneOfCommune } from "#domain/droit/plafonds-ressources.ts";
import type { ZonePlafond } from "#domain/droit/zone-plafond.ts";
import { valeurDe } from "#web/design/formulaire.tsx";
import { renderConditionsPage } from "#web/information/conditions-page.tsx";
import type { Env } from "../deps.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import type { Site } from "../site.ts";
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
  const zones = new Set(communes.map(({ commune }) => zoneOfCommune(commune, jour)));
  const [seule = null] = zones.size === 1 ? zones : [];
  const saisie = saisieOf(c.req.query());
  const lecture = new Lecture(saisie);
  const asked = Object.keys(saisie).length > 0;
  const question = asked ? readQuestion(lecture, annee, seule) : null;
  const page = renderConditionsPage({
    ...{ vitrine, texte, annee },
    communes: zones.size > 1 ? communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })) : [],
    etat: { saisie, refus: { message: null, erreurs: lecture.erreurs } },
    reponse: question && lecture.erreurs.length === 0 ? verifierConditions(question) : null,
  });
  return c.html(page, lecture.erreurs.length > 0 ? 422 : 200);
}

function readQuestion(lecture: Lecture, annee: number, zone: ZonePlafond | null): QuestionConditions {
  const adultes = readNombre(lecture, "adultes", "Combien d’adultes", 1);
  const personnesACharge = readNombre(lecture, "charge", "Combien d’enfants ou de personnes à charge", 0);
  const [age1, age2] = [readAge(lecture, "age1", "Votre âge"), readAge(lecture, "age2", "L’âge de l’autre personne")];
  const commune = lecture.textOrNull("commune", 5);
  return {
    menage: {
      ...{ adultes, personnesACharge },
      couple: adultes === 2 ? readOui(lecture, "couple") : false,
      ages: age1 === null || age2 === null ? null : [age1, age2],
      handicap: readOui(lecture, "handicap"),
    },
    ressources: { rfr: readRevenu(lecture, "rfr"), rfrRecent: readRevenu(lecture, "recent") },
    zone: zone ?? (commune === null ? null : zoneOfCommune(commune, `${annee}-01-01`)),
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
