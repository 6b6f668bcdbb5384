import { NATURES_PIECE, PIECES } from "#donnees/regles/piece/nature.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  optionsOf,
  Relire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import type { LogementSeance, SeanceCal } from "../../actes/cal/ports.ts";
import { DECISIONS_CAL, LIBELLE_DECISION_CAL } from "../../regles/cal/decision.ts";
import { MOTIFS_CAL, motifOf } from "../../regles/cal/motif.ts";
import type { CandidatMontre } from "./candidats.tsx";
import { cheminLogement } from "./chemins.ts";
import { Garde } from "./mots.tsx";

export type DecisionFormulaire = {
  /** What each household would read, by candidature; null: the form is not previewed. */
  readonly apercu: ReadonlyMap<number, readonly string[]> | null;
  readonly methodes: readonly { readonly version: number; readonly depuis: string }[];
};

type DeciderProps = {
  readonly epci: string;
  readonly seance: SeanceCal;
  readonly logement: LogementSeance;
  readonly candidats: readonly CandidatMontre[];
  readonly decision: DecisionFormulaire;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly jeton: string;
  readonly aujourdhui: string;
};

/** All the candidates are decided at once; what each household will read is shown before it is written. */
export function Decider(props: DeciderProps) {
  const { epci, seance, logement, candidats, decision, jeton, aRelire } = props;
  const ouverts = candidats.filter(({ candidat }) => candidat.etat === "presentee");
  return (
    <section>
      <h2 id="decision">Décision</h2>
      <p>
        Tous les candidats se décident ensemble : les rangs vont de 1 au dernier, sans trou. Une décision enregistrée ne
        change plus. Si le réseau se coupe, renvoyez cette page : elle ne décide qu’une fois.
      </p>
      <p class="aide">
        Le motif est obligatoire sauf attribution. Le demandeur le lit, puis la précision : n’y dites rien des autres
        candidats.
      </p>
      <form
        class="saisie"
        method="post"
        action={hrefTerritoire(epci, cheminLogement(seance.id, logement.liberation, "decision"))}
        data-brouillon="decision"
      >
        <Garde />
        <input type="hidden" name="jeton" value={jeton} />
        {ouverts.map((candidat) => (
          <Candidat {...props} ouverts={ouverts.length} candidat={candidat} />
        ))}
        <Relire affiche={aRelire} />
        <p class="ligne">
          <button
            class={decision.apercu === null ? "bouton" : "bouton second"}
            type="submit"
            name="geste"
            value="relire"
          >
            Voir ce que les demandeurs liront
          </button>
          {decision.apercu === null ? null : (
            <button class="bouton" type="submit" name="geste" value="decider">
              Enregistrer les décisions
            </button>
          )}
        </p>
      </form>
    </section>
  );
}

type CandidatProps = DeciderProps & { readonly candidat: CandidatMontre; readonly ouverts: number };

function Candidat({ etat, decision, aujourdhui, ouverts, candidat: { candidat, nom, decompte } }: CandidatProps) {
  const { id } = candidat;
  const phrases = decision.apercu?.get(id) ?? [];
  return (
    <fieldset class="champ">
      <legend>
        {nom}, {candidat.examen?.reference ?? "référence inconnue"}
      </legend>
      <p class="aide">{decompte}</p>
      <Choix
        etat={etat}
        nom={`decision-${id}`}
        libelle="Décision"
        requis
        options={optionsOf(DECISIONS_CAL, LIBELLE_DECISION_CAL)}
      />
      <Cote>
        <Liste
          etat={etat}
          nom={`rang-${id}`}
          libelle="Rang d’une attribution"
          vide="–"
          options={Array.from({ length: ouverts }, (_, i) => ({ code: String(i + 1), libelle: String(i + 1) }))}
        />
        <Liste
          etat={etat}
          nom={`piece-${id}`}
          libelle="Pièce dont elle dépend"
          vide="–"
          options={NATURES_PIECE.map((code) => ({ code, libelle: PIECES[code].libelle }))}
        />
      </Cote>
      <Liste
        etat={etat}
        nom={`motif-${id}`}
        libelle="Motif"
        vide="Choisir"
        options={MOTIFS_CAL.map((code) => {
          const { libelle, article, aConfirmer } = motifOf(code, aujourdhui);
          return { code, libelle: `${libelle} (${article}${aConfirmer ? ", à confirmer" : ""})` };
        })}
      />
      <Liste
        etat={etat}
        nom={`methode-${id}`}
        libelle="Méthode de l’observatoire, pour un motif d’équilibre"
        vide="–"
        options={decision.methodes.map(({ version }) => ({ code: String(version), libelle: `Version ${version}` }))}
      />
      <TexteLong etat={etat} nom={`precision-${id}`} libelle="Précision" limite={500} lignes={2} />
      {phrases.length === 0 ? null : (
        <blockquote>
          <p>
            <strong>Ce que lira le demandeur</strong>
          </p>
          {phrases.map((phrase) => (
            <p>{phrase}</p>
          ))}
        </blockquote>
      )}
    </fieldset>
  );
}
