import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import {
  CADRES_OPERATION,
  GENRES_OPERATION,
  LIBELLE_CADRE_OPERATION,
  LIBELLE_GENRE_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  Plusieurs,
  Relire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { type GenreRegle, LIBELLE_GENRE_REGLE } from "../regles/regle.ts";
import { CHEMIN_REGLES } from "./regles-page.tsx";

/** Maximum boxes of a PLH table; empty ones are dropped. */
export const TRANCHES_MAX = 6;

export type RegleFormulaireProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly genre: GenreRegle;
  readonly etat: EtatFormulaire;
  readonly communes: readonly CommuneTerritoire[];
  /** First day of the last version; null: the rule is new. */
  readonly derniere: string | null;
  readonly aujourdhui: string;
  readonly aRelire: boolean;
};

/** Form of one version of a rule: its sentence, its numbers, its days. */
export function renderRegleFormulaire(props: RegleFormulaireProps): string {
  const { cadre, epci, genre, etat, derniere } = props;
  const titre = derniere === null ? "Écrire une règle" : "Changer une règle";
  const message = [etat.refus.message, ...etat.refus.erreurs.map((erreur) => erreur.message)].filter(Boolean).join(" ");
  return renderPage({
    cadre,
    titre: message ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <h1>{titre}</h1>
        <p>
          <b>{LIBELLE_GENRE_REGLE[genre]}.</b>{" "}
          {derniere === null
            ? "La première version peut commencer dans le passé, au jour du texte."
            : "Une règle ne se réécrit pas pour le passé : cette version vaudra à partir de son premier jour, et l’ancienne reste pour les jours d’avant."}
        </p>
        <ResultatActe erreur={message === "" ? null : message} />
        <form
          class={genre === "taux-communes" ? "saisie large" : "saisie"}
          method="post"
          action={hrefTerritoire(epci, CHEMIN_REGLES)}
        >
          <input type="hidden" name="genre" value={genre} />
          <Nombres {...props} />
          <Texte {...props} />
          <p class="ligne">
            <button class="bouton" type="submit">
              Enregistrer la version
            </button>
            <a class="cible" href={hrefTerritoire(epci, CHEMIN_REGLES)}>
              Revenir sans enregistrer
            </a>
          </p>
        </form>
      </>
    ),
  });
}

function Nombres(props: RegleFormulaireProps) {
  const { genre, etat } = props;
  switch (genre) {
    case "reconstitution-part":
      return (
        <>
          <Taux etat={etat} nom="min" libelle="Part minimale" />
          <Taux etat={etat} nom="max" libelle="Part maximale" />
          <Cadres etat={etat} />
        </>
      );
    case "reconstitution-plai":
      return (
        <>
          <Taux etat={etat} nom="min" libelle="Part minimale de PLAI" requis />
          <Cadres etat={etat} />
        </>
      );
    case "reconstitution-habitants":
      return (
        <>
          <Taux etat={etat} nom="min" libelle="Part minimale d’habitants des quartiers prioritaires" />
          <Cadres etat={etat} />
        </>
      );
    case "neuf-hors-qpv-plai":
    case "neuf-hors-qpv-baux":
      return <Neuf {...props} />;
    case "production-annuelle":
      return (
        <>
          <Champ etat={etat} nom="parAn" libelle="Logements par an" nombre requis />
          <Champ etat={etat} nom="debut" libelle="Première année" court requis />
          <Champ etat={etat} nom="fin" libelle="Dernière année" court requis />
          <Cadres etat={etat} />
        </>
      );
    case "part-residences-principales":
      return <Residences {...props} />;
    case "taux-communes":
      return <Tranches etat={etat} />;
  }
}

function Taux({
  etat,
  nom,
  libelle,
  requis = false,
}: {
  etat: EtatFormulaire;
  nom: string;
  libelle: string;
  requis?: boolean;
}) {
  return <Champ etat={etat} nom={nom} libelle={libelle} unite="%" nombre requis={requis} />;
}

function Cadres({ etat }: { etat: EtatFormulaire }) {
  return (
    <Plusieurs
      etat={etat}
      nom="cadres"
      libelle="Cadres comptés"
      aide="Aucune case : les opérations de tous les cadres comptent."
      options={CADRES_OPERATION.map((code) => ({ code, libelle: LIBELLE_CADRE_OPERATION[code] }))}
    />
  );
}

function Neuf({ etat, genre }: RegleFormulaireProps) {
  const plai = genre === "neuf-hors-qpv-plai";
  return (
    <>
      <Taux
        etat={etat}
        nom="min"
        libelle={plai ? "Part minimale de PLAI" : "Part minimale, si le texte en donne une"}
        requis={plai}
      />
      <Plusieurs
        etat={etat}
        nom="genres"
        libelle="Genres d’opérations comptés"
        options={GENRES_OPERATION.map((code) => ({ code, libelle: LIBELLE_GENRE_OPERATION[code] }))}
      />
      <Cadres etat={etat} />
    </>
  );
}

function Residences({ etat, communes }: RegleFormulaireProps) {
  return (
    <>
      <Liste
        etat={etat}
        nom="commune"
        libelle="Commune"
        vide="Tout le territoire"
        options={communes.map(({ commune, nom }) => ({ code: commune, libelle: nom }))}
      />
      <Choix
        etat={etat}
        nom="sens"
        libelle="Le taux doit être"
        options={[
          { code: "au-moins", libelle: "au moins" },
          { code: "au-plus", libelle: "au plus" },
        ]}
        requis
      />
      <Taux etat={etat} nom="cible" libelle="Taux visé" requis />
      <Champ etat={etat} nom="horizon" libelle="Année visée" court requis />
      <Champ etat={etat} nom="departAnnee" libelle="Année de départ" court />
      <Taux etat={etat} nom="departTaux" libelle="Taux de départ" />
      <Champ
        etat={etat}
        nom="perimetre"
        libelle="Année du périmètre"
        aide="Seules comptent les communes dont les chiffres de cette année sont saisis. Vide : toutes celles d’aujourd’hui."
        court
      />
    </>
  );
}

function Tranches({ etat }: { etat: EtatFormulaire }) {
  return (
    <>
      <Cote>
        <Champ etat={etat} nom="reference" libelle="Année de référence" court requis />
        <Champ etat={etat} nom="horizon" libelle="Année visée" court requis />
        <Taux etat={etat} nom="plafond" libelle="Écrêtement, en part de la construction neuve" />
      </Cote>
      <p>
        Les tranches, dans l’ordre du texte : la première qui convient est la règle. « Plus de » et « moins de » sont
        stricts.
      </p>
      <div class="parties">
        {Array.from({ length: TRANCHES_MAX }, (_, rang) => (
          <Tranche etat={etat} rang={rang} />
        ))}
      </div>
    </>
  );
}

function Tranche({ etat, rang }: { etat: EtatFormulaire; rang: number }) {
  return (
    <fieldset>
      <legend>Tranche {rang + 1}</legend>
      <Cote>
        <Champ etat={etat} nom={`t${rang}points`} libelle="Points de taux en plus" nombre />
        <Plusieurs
          etat={etat}
          nom={`t${rang}contrainte`}
          libelle="Contrainte d’urbanisme"
          options={[{ code: "oui", libelle: "convient aussi à toute commune qui en connaît une" }]}
        />
        <Champ etat={etat} nom={`t${rang}popPlus`} libelle="Plus de" unite="habitants" nombre />
        <Champ etat={etat} nom={`t${rang}popMoins`} libelle="Moins de" unite="habitants" nombre />
        <Taux etat={etat} nom={`t${rang}tauxPlus`} libelle="Taux supérieur à" />
        <Taux etat={etat} nom={`t${rang}tauxMoins`} libelle="Taux inférieur à" />
      </Cote>
    </fieldset>
  );
}

const CONFIANCES: readonly { readonly code: Confiance; readonly libelle: string }[] = [
  { code: "S", libelle: "Écrite dans un texte signé" },
  { code: "R", libelle: "Lue dans la source citée" },
  { code: "M", libelle: "Mesurée ou recalculée" },
  { code: "B", libelle: "À confirmer" },
];

const TEXTE_MAX = 3000;

function Texte({ etat, derniere, aujourdhui, aRelire }: RegleFormulaireProps) {
  return (
    <>
      <TexteLong
        etat={etat}
        nom="texte"
        libelle="Phrase imprimée"
        aide="Telle quelle, une phrase par ligne."
        limite={TEXTE_MAX}
        requis
      />
      <Cote>
        <Champ etat={etat} nom="reference-texte" libelle="Texte d’où elle vient" requis />
        <Liste etat={etat} nom="confiance" libelle="Confiance" options={CONFIANCES} requis />
        <Champ
          etat={etat}
          nom="depuis"
          libelle="Premier jour"
          type="date"
          min={derniere === null ? undefined : aujourdhui}
          requis
        />
        <Champ etat={etat} nom="jusque" libelle="Dernier jour, si le texte en donne un" type="date" />
      </Cote>
      {derniere === null ? null : (
        <Plusieurs
          etat={etat}
          nom="fermer"
          libelle="Fin de la règle"
          options={[{ code: "oui", libelle: "À partir du premier jour, cette règle n’existe plus" }]}
        />
      )}
      <Relire affiche={aRelire} />
    </>
  );
}
