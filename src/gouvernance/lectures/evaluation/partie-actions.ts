import { formatJour } from "#socle/regles/shared/format.ts";
import { sayEtat, sayJalon, sayPilote } from "../../regles/action/format-action.ts";
import { sayProgramme } from "../action/phrases-programme.ts";
import type { JalonLu, LigneProgramme } from "../action/programme.ts";
import { readProgramme } from "../action/read-programme.ts";
import { absente, contenu, type Lecteur, type PartieLue, tableau, texte } from "./contenu.ts";

/** States of the pilots' follow-ups, delays of the milestones. */
export const lireActions: Lecteur = async (base, { epci, aujourdhui }) => {
  const { lignes } = await readProgramme(base, { epci, aujourdhui, tri: "numero" });
  const publiees = lignes.filter(({ publieLe }) => publieLe !== null);
  const rien = absente("Aucun programme d’actions n’est écrit pour ce territoire.");
  return {
    interne: lignes.length === 0 ? rien : partieOf(lignes, aujourdhui),
    publique: publiees.length === 0 ? absente("Aucune action n’est publiée.") : partieOf(publiees, aujourdhui),
  };
};

function partieOf(lignes: readonly LigneProgramme[], aujourdhui: string): PartieLue["interne"] {
  return contenu(
    [`Programme lu le ${formatJour(aujourdhui)}.`, ...sayProgramme(lignes, lignes.length)],
    [
      tableau(
        "Les actions",
        ["Action", "Pilote", "État", "En retard"],
        lignes.map(({ numero, titre, pilote, etat, jalonsLus }) =>
          [
            `${numero}. ${titre}`,
            sayPilote({ pilote }),
            sayEtat({ etat }),
            jalonsLus
              .filter(({ retardJours }) => retardJours !== null)
              .map(sayRetard)
              .join(" ; ") || "non",
          ].map(texte),
        ),
      ),
    ],
  );
}

function sayRetard(jalon: JalonLu): string {
  return `${jalon.libelle} (${sayJalon(jalon).toLowerCase()})`;
}
