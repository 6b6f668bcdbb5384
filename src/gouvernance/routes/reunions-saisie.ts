import { z } from "zod";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { ETATS_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { type Lecture, writeTexte } from "#socle/routes/serveur/lecture.ts";
import type { FicheReunion, Reunion } from "../lectures/ports.ts";
import type { FiltreReunions } from "../lectures/reunion-lire.ts";

const vide = z.literal("").transform(() => null);
const chosen = <T extends z.ZodType>(schema: T) =>
  vide
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);

export const filtreSchema: z.ZodType<FiltreReunions> = z.object({
  instance: chosen(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)),
  etat: chosen(z.enum(ETATS_REUNION)),
  annee: chosen(z.coerce.number().int().min(2000).max(2199)),
});

/** `nouvelle`: it may go without a title, and has then the name of its instance. */
export function readFicheReunion(lecture: Lecture, nouvelle = false): FicheReunion {
  return {
    titre: nouvelle ? (lecture.textOrNull("titre") ?? "") : lecture.text("titre", "Titre"),
    jour: readJour(lecture),
    heure: readHeure(lecture),
    dureeMinutes: readDuree(lecture),
    lieu: lecture.textOrNull("lieu", 200),
    visio: lecture.textOrNull("visio", 500),
  };
}

function readJour(lecture: Lecture): string {
  const jour = lecture.dayOrNull("jour", "Jour");
  if (jour === null && valeurDe(lecture.saisie, "jour") === "") {
    lecture.fail("jour", "Jour\u00A0: donnez la date, jour, mois et année.");
  }
  return jour ?? "2000-01-01";
}

/** « 14:00 », « 14h00 » or « 14 h », as browsers and people write it. */
function readHeure(lecture: Lecture): string {
  const typed = valeurDe(lecture.saisie, "heure").trim();
  const [, heures = "", minutes = "00"] = /^(\d{1,2})\s*[:hH]\s*(\d{2})?$/.exec(typed) ?? [];
  if (heures !== "" && Number(heures) < 24 && Number(minutes) < 60) return `${heures.padStart(2, "0")}:${minutes}`;
  lecture.fail("heure", "Heure\u00A0: écrivez-la ainsi, 14:00.");
  return "14:00";
}

/** Bounds of the column. */
function readDuree(lecture: Lecture): number {
  const typed = valeurDe(lecture.saisie, "duree").trim();
  const minutes = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  if (minutes >= 15 && minutes <= 600) return minutes;
  lecture.fail("duree", "Durée\u00A0: écrivez un nombre de minutes, de 15 à 600.");
  return 120;
}

export function saisieOfReunion(reunion: Reunion): SaisieFormulaire {
  const { titre, jour, heure, dureeMinutes, lieu, visio } = reunion;
  return {
    titre: [titre],
    jour: [jour],
    heure: [heure],
    duree: [String(dureeMinutes)],
    lieu: writeTexte(lieu),
    visio: writeTexte(visio),
  };
}
