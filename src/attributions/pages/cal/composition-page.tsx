import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  Refuse,
  titreRefuse,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { MembreCompose, SiegePossible } from "../../actes/cal/ports.ts";
import {
  LIBELLE_QUALITE_CAL,
  LIBELLE_VOIX_CAL,
  nommerMembre,
  QUALITES_CAL,
  voixDe,
} from "../../regles/cal/composition.ts";
import type { ReglementCal } from "../../regles/cal/reglement.ts";
import { CHEMIN_CAL, CHEMIN_COMPOSITION } from "./chemins.ts";

export type CompositionPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly bailleur: { readonly organisation: number; readonly nom: string };
  readonly bailleurs: readonly { readonly organisation: number; readonly nom: string }[];
  readonly membres: readonly MembreCompose[];
  readonly manques: readonly string[];
  readonly reglements: readonly ReglementCal[];
  readonly sieges: readonly SiegePossible[];
  readonly communes: readonly OptionListe[];
  readonly reservataires: readonly OptionListe[];
  readonly secretaire: boolean;
  readonly adopter: boolean;
  readonly etat: EtatFormulaire;
  readonly annonce: string | null;
  readonly aujourdhui: string;
};

export function renderCompositionPage(props: CompositionPageProps): string {
  const { cadre, epci, bailleur, etat, annonce } = props;
  const titre = "Membres et règlement intérieur";
  return renderPage({
    cadre,
    titre: titreRefuse(titre, etat.refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_CAL)}>Toutes les séances</a>
        </p>
        <h1>{titre}</h1>
        <p class="chapo">Commission d’attribution de {bailleur.nom}.</p>
        <Autres {...props} />
        <Refuse refus={etat.refus} />
        <ResultatActe annonce={annonce} />
        <Membres {...props} />
        <Reglement {...props} />
      </>
    ),
  });
}

/** Links to the other commissions that the person holds. */
function Autres({ epci, bailleur, bailleurs }: CompositionPageProps) {
  const autres = bailleurs.filter(({ organisation }) => organisation !== bailleur.organisation);
  if (autres.length === 0) return null;
  return (
    <p class="ligne ecran">
      {autres.map(({ organisation, nom }) => (
        <a class="cible" href={hrefTerritoire(epci, CHEMIN_COMPOSITION, { bailleur: organisation })}>
          Commission de {nom}
        </a>
      ))}
    </p>
  );
}

function Membres(props: CompositionPageProps) {
  const { membres, manques, secretaire } = props;
  return (
    <section>
      <h2>Membres</h2>
      {manques.length === 0 ? null : (
        <Message ton="alerte">
          {manques.map((phrase) => (
            <p>{phrase}</p>
          ))}
          <p>Source : CCH, art. L. 441-2, II.</p>
        </Message>
      )}
      {membres.length === 0 ? <p>Aucun membre n’est écrit.</p> : <Table table={siegesOf(props)} lignes={membres} />}
      {secretaire ? <Ajouter {...props} /> : null}
    </section>
  );
}

function siegesOf(props: CompositionPageProps) {
  const { sieges, secretaire, aujourdhui } = props;
  const noms = new Map(sieges.map(({ compte, nom }) => [compte, nom]));
  return defineTable<MembreCompose, Child>({
    code: "sieges",
    titre: "Sièges",
    colonnes: [
      { code: "siege", titre: "Siège", valeur: nommerMembre, rendu: (membre) => <Siege membre={membre} /> },
      { code: "voix", titre: "Voix", valeur: ({ qualite }) => LIBELLE_VOIX_CAL[voixDe(qualite, aujourdhui)] },
      { code: "pour", titre: "Pour", valeur: (membre) => sayPour(props, membre) },
      { code: "depuis", titre: "Depuis", valeur: ({ depuis }) => formatJour(depuis) },
      ...(secretaire ? gestionOf(props, noms) : []),
    ],
  });
}

/** What the secretary alone reads of a seat, and how it is ended. */
function gestionOf(
  { epci, bailleur }: CompositionPageProps,
  noms: ReadonlyMap<number, string>,
): readonly Colonne<MembreCompose, Child>[] {
  return [
    { code: "compte", titre: "Compte", valeur: (membre) => sayCompte(membre, noms) },
    {
      code: "fin",
      titre: "Fin",
      valeur: ({ jusqua }) => jusqua,
      rendu: (membre) => <Fin epci={epci} bailleur={bailleur} membre={membre} />,
    },
  ];
}

function Siege({ membre }: { membre: MembreCompose }) {
  return (
    <>
      {nommerMembre(membre)}
      {membre.president ? <Tag ton="neutre">Préside</Tag> : null}
      {membre.designation === null ? null : <span class="nom">{LIBELLE_QUALITE_CAL[membre.qualite]}</span>}
    </>
  );
}

/** The commune or the contingent for which one sits. */
function sayPour({ communes, reservataires }: CompositionPageProps, { commune, reservataire }: MembreCompose): string {
  const nommer = (options: readonly OptionListe[], code: string) =>
    options.find((option) => option.code === code)?.libelle ?? code;
  if (commune !== null) return nommer(communes, commune);
  return reservataire === null ? "–" : `Contingent de ${nommer(reservataires, String(reservataire))}`;
}

function sayCompte({ compte }: MembreCompose, noms: ReadonlyMap<number, string>): string {
  return compte === null ? "sans compte" : (noms.get(compte) ?? "compte fermé");
}

type FinProps = Pick<CompositionPageProps, "epci" | "bailleur"> & { readonly membre: MembreCompose };

function Fin({ epci, bailleur, membre }: FinProps) {
  if (membre.jusqua !== null) return <>{formatJour(membre.jusqua)}</>;
  return (
    <form method="post" action={hrefTerritoire(epci, CHEMIN_COMPOSITION)}>
      <input type="hidden" name="bailleur" value={bailleur.organisation} />
      <input type="hidden" name="membre" value={membre.id} />
      <button class="bouton second" type="submit" name="geste" value="retirer">
        Retirer<span class="lu"> {nommerMembre(membre)}</span>
      </button>
    </form>
  );
}

function Ajouter({ epci, bailleur, sieges, communes, reservataires, etat, aujourdhui }: CompositionPageProps) {
  return (
    <details open={etat.refus.erreurs.length > 0}>
      <summary>Ajouter un membre</summary>
      <form class="saisie" method="post" action={hrefTerritoire(epci, CHEMIN_COMPOSITION)}>
        <input type="hidden" name="bailleur" value={bailleur.organisation} />
        <Liste
          etat={etat}
          nom="qualite"
          libelle="Il siège comme"
          aide="Un maire siège pour sa commune, un réservataire pour son contingent : choisissez-les plus bas."
          requis
          options={QUALITES_CAL.map((code) => ({
            code,
            libelle: `${LIBELLE_QUALITE_CAL[code]} : ${LIBELLE_VOIX_CAL[voixDe(code, aujourdhui)].toLowerCase()}`,
          }))}
        />
        <Liste
          etat={etat}
          nom="compte"
          libelle="Compte"
          vide="Sans compte : le secrétariat écrit son vote"
          options={sieges.map(({ compte, nom, organisation }) => ({
            code: String(compte),
            libelle: `${nom} (${organisation})`,
          }))}
        />
        <Champ
          etat={etat}
          nom="designation"
          libelle="Comment le désigner"
          aide="Par exemple : représentant des locataires, CNL."
        />
        <Cote>
          <Liste etat={etat} nom="commune" libelle="Commune du maire" vide="–" options={communes} />
          <Liste etat={etat} nom="reservataire" libelle="Contingent du réservataire" vide="–" options={reservataires} />
        </Cote>
        <Cote>
          <Champ etat={etat} nom="depuis" libelle="Depuis le" type="date" requis />
        </Cote>
        <label class="case">
          <input
            id="president"
            type="checkbox"
            name="president"
            value="oui"
            checked={valeurDe(etat.saisie, "president") === "oui"}
          />
          Préside la commission
        </label>
        <button class="bouton" type="submit" name="geste" value="ajouter">
          Ajouter
        </button>
      </form>
    </details>
  );
}

function Reglement(props: CompositionPageProps) {
  const { reglements, adopter } = props;
  const [actuel] = reglements;
  return (
    <section>
      <h2>Règlement intérieur</h2>
      {actuel === undefined ? (
        <Message ton="alerte">
          <p>
            Aucun règlement n’est écrit ici : Blaise applique ses propres valeurs, à confirmer. Le quorum n’a été lu
            dans aucun texte : trois membres du bailleur.
          </p>
        </Message>
      ) : (
        <Table table={VERSIONS} lignes={reglements} />
      )}
      {adopter ? <Adopter {...props} /> : null}
    </section>
  );
}

const VERSIONS = defineTable<ReglementCal>({
  code: "versions",
  titre: "Versions",
  colonnes: [
    { code: "version", titre: "Version", valeur: ({ numero }) => `Version ${numero}` },
    { code: "depuis", titre: "Depuis", valeur: ({ depuis }) => formatJour(depuis) },
    { code: "quorum", titre: "Quorum", valeur: ({ quorum }) => formatCompte(quorum, "membre") },
    { code: "distance", titre: "À distance", valeur: ({ distance }) => (distance ? "oui" : "non") },
    {
      code: "ecrit",
      titre: "Par écrit",
      valeur: ({ asynchrone, fenetreHeures }) => (asynchrone ? `oui, ${fenetreHeures}\u00A0h` : "non"),
    },
    {
      code: "noms",
      titre: "Noms",
      valeur: ({ nomsSecretaire }) => (nomsSecretaire ? "ouverts au secrétariat" : "ouverts à personne"),
    },
    {
      code: "source",
      titre: "Texte lu",
      valeur: ({ aConfirmer, source }) => (aConfirmer ? `${source} (à confirmer)` : source),
    },
  ],
});

function Adopter({ epci, bailleur, etat }: CompositionPageProps) {
  return (
    <details>
      <summary>Écrire une version</summary>
      <FormulaireActe epci={epci} chemin={`${CHEMIN_COMPOSITION}/reglement`} bouton="Adopter cette version">
        <input type="hidden" name="bailleur" value={bailleur.organisation} />
        <Cote>
          <Champ etat={etat} nom="depuis_reglement" libelle="En vigueur depuis le" type="date" requis />
          <Champ etat={etat} nom="quorum" libelle="Quorum" nombre unite="membres du bailleur" requis />
          <Champ etat={etat} nom="fenetre" libelle="Durée du vote par écrit" nombre unite="heures" requis />
        </Cote>
        <Choix
          etat={etat}
          nom="modes"
          libelle="Séances permises"
          options={[
            { code: "salle", libelle: "En salle seulement" },
            { code: "distance", libelle: "En salle et à distance" },
            { code: "ecrit", libelle: "En salle, à distance et par écrit" },
          ]}
          requis
        />
        <label class="case">
          <input type="checkbox" name="noms" value="oui" />
          Le secrétariat peut lire qui sont les candidats
        </label>
        <Champ
          etat={etat}
          nom="source"
          libelle="Texte lu"
          aide="Par exemple : règlement intérieur adopté le 12 mars 2026."
          requis
        />
      </FormulaireActe>
    </details>
  );
}
