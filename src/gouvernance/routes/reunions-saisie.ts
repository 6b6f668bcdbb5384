import { z } from "zod";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { ETATS_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import {
  type Champ,
  champ,
  Faute,
  jour,
  type Lu,
  numeroCache,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { idOuRien, ouRien } from "#socle/routes/serveur/input.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { Reunion } from "../lectures/ports.ts";
import type { FiltreReunions } from "../lectures/reunion-lire.ts";

export const filtreSchema: z.ZodType<FiltreReunions> = z.object({
  instance: idOuRien(),
  etat: ouRien(z.enum(ETATS_REUNION)),
  annee: ouRien(z.coerce.number().int().min(2000).max(2199)),
});

export const CHAMPS_REUNION = {
  titre: texte("Titre"),
  jour: jour("Jour"),
  heure: heure(),
  duree: duree(),
  lieu: texteOuVide(200),
  visio: texteOuVide(500),
  relu: relu(),
};

/** An empty title is allowed: the meeting has then the name of its instance. */
export const CHAMPS_NOUVELLE = {
  ...CHAMPS_REUNION,
  titre: texteOuVide().transform((titre) => titre ?? ""),
  instance: numeroCache(),
};

export function ficheOf({ duree: dureeMinutes, relu, ...fiche }: Lu<typeof CHAMPS_REUNION>) {
  return { fiche: { ...fiche, dureeMinutes }, relu };
}

/** « 14:00 », « 14h00 » or « 14 h ». */
function heure(): Champ<string> {
  return champ((typed) => {
    const [, heures = "", minutes = "00"] = /^(\d{1,2})\s*[:hH]\s*(\d{2})?$/.exec(typed) ?? [];
    if (heures !== "" && Number(heures) < 24 && Number(minutes) < 60) return `${heures.padStart(2, "0")}:${minutes}`;
    return new Faute("Heure\u00A0: écrivez-la ainsi, 14:00.");
  });
}

/** Within the bounds of the column. */
function duree(): Champ<number> {
  return champ((typed) => {
    const minutes = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
    if (minutes >= 15 && minutes <= 600) return minutes;
    return new Faute("Durée\u00A0: écrivez un nombre de minutes, de 15 à 600.");
  });
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
