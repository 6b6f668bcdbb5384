import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { Champ, type EtatFormulaire, Liste, optionsOf } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import type { BailSuivi } from "../../lectures/examen-occupation/ports.ts";
import { LIBELLE_PLAFOND_OCCUPATION } from "../../regles/examen-occupation/examen-occupation.ts";
import { cheminBailSuivi } from "./chemins.ts";

type ExaminerProps = {
  readonly epci: string;
  readonly bail: BailSuivi;
  readonly sensible: boolean;
  readonly formulaire: EtatFormulaire;
};

const REPONSES = [
  { code: "inconnu", libelle: "Non connu" },
  { code: "oui", libelle: "Oui" },
  { code: "non", libelle: "Non" },
];

/** Initial values are the known ones; the others may stay unknown. */
export function Examiner({ epci, bail, sensible, formulaire }: ExaminerProps) {
  const connu = {
    typologie: [bail.typologie ?? ""],
    surface: [bail.surface === null ? "" : String(bail.surface).replace(".", ",")],
    plafond: ["inconnu"],
  };
  const etat = { ...formulaire, saisie: { ...connu, ...formulaire.saisie } };
  return (
    <section>
      <h2>Examiner l’occupation</h2>
      <FormulaireActe epci={epci} chemin={cheminBailSuivi(bail.id, "examen")} bouton="Enregistrer l’examen">
        <Champ etat={etat} nom="examine_le" libelle="Examiné le" type="date" requis />
        <Champ etat={etat} nom="personnes" libelle="Occupants" nombre />
        <Liste
          etat={etat}
          nom="typologie"
          libelle="Typologie"
          options={TYPOLOGIES.map((code) => ({ code, libelle: code }))}
          vide="Inconnue"
        />
        <Champ etat={etat} nom="surface" libelle="Surface" unite="m²" nombre />
        <Liste
          etat={etat}
          nom="plafond"
          libelle="Ressources et plafond du logement"
          options={optionsOf(["inconnu", "sous", "au-dessus"], LIBELLE_PLAFOND_OCCUPATION)}
        />
        {sensible ? <Reserve etat={etat} /> : <Ferme />}
      </FormulaireActe>
    </section>
  );
}

/** Asks about the dwelling, never about an illness. */
function Reserve({ etat }: { etat: EtatFormulaire }) {
  return (
    <fieldset>
      <legend>Réponses d’accès réservé</legend>
      <p class="aide">
        Ni maladie ni diagnostic. Laissez « Non connu » si ces réponses ne servent pas ; sinon écrivez pourquoi vous les
        enregistrez.
      </p>
      <Liste etat={etat} nom="logement_adapte" libelle="Le logement est adapté" options={REPONSES} />
      <Liste etat={etat} nom="depart" libelle="L’occupant pour qui il l’était est parti" options={REPONSES} />
      <Liste etat={etat} nom="besoin" libelle="Le logement est à adapter pour un occupant" options={REPONSES} />
      <Champ
        etat={etat}
        nom="motif_lecture"
        libelle="Pourquoi vous les enregistrez"
        aide="Dix signes au moins, sans nom."
      />
    </fieldset>
  );
}

function Ferme() {
  return (
    <p class="aide">
      Adaptation du logement : ces réponses s’écrivent avec la mention « données sensibles » de l’habilitation. Elles
      restent non connues.
    </p>
  );
}
