import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Choix,
  type EtatFormulaire,
  optionsOf,
  Relire,
  renderPageFormulaire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import type { ExamenOccupation } from "../../lectures/examen-occupation/ports.ts";
import { AVIS_OCCUPATION, LIBELLE_AVIS_OCCUPATION } from "../../regles/examen-occupation/examen-occupation.ts";
import { cheminSeance } from "../cal/chemins.ts";
import { cheminAvis } from "./chemins.ts";
import { Constat } from "./seance-examens.tsx";

export type AvisPageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly seance: { readonly id: number; readonly reference: string };
  readonly examen: ExamenOccupation;
};

export function renderAvisOccupationPage({ cadre, epci, seance, examen, saisie, refus }: AvisPageProps): string {
  const etat = { saisie, refus };
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: "Avis sur une occupation",
    sous: <Constat examen={examen} />,
    chemin: cheminAvis(seance.id, examen.id),
    retour: { chemin: cheminSeance(seance.id), libelle: `Séance ${seance.reference}` },
    bouton: "Enregistrer l’avis",
    grave: true,
    children: (
      <>
        <Choix
          etat={etat}
          nom="avis"
          libelle="Avis de la commission"
          aide="Écrit une fois, il ne change plus. Il n’oblige pas le locataire."
          options={optionsOf(AVIS_OCCUPATION, LIBELLE_AVIS_OCCUPATION)}
          requis
        />
        <TexteLong etat={etat} nom="texte" libelle="Précision" aide="Sans nom ni santé." limite={500} lignes={3} />
        <Relire affiche={refus.erreurs.some(({ champ }) => champ === "texte")} />
      </>
    ),
  });
}
