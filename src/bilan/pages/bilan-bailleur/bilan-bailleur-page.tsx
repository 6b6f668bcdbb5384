import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Suites, suitesParties } from "#socle/pages/design/gabarit.tsx";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, PremierQuartile, ResultatActe, Tag, TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatFraction, formatNombre, formatTauxCourt, INCONNU } from "#socle/regles/shared/format.ts";
import {
  ECARTS,
  ensembleOf,
  listPrecisions,
  ORIGINES,
  PRECISIONS,
  tableCroisement,
} from "../../images/bilan-bailleur-table.ts";
import type { Croisement } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import type { FicheBilanBailleur, OriginePrecisee } from "../../lectures/bilan-bailleur/fiche.ts";
import { LIBELLE_ETAT_BILAN } from "../../lectures/bilan-bailleur/ports.ts";
import { CorpsMethode, sourcesText, TableSources } from "../methode.tsx";
import { FormulairesBilan, type SaisieBilan } from "./formulaires.tsx";

/** What a version tells on a view of its own. */
export const PARTIES_BILAN_BAILLEUR = {
  ecarts: "Chiffres changés depuis cette version",
  origines: "Origine des demandeurs",
  secteurs: "Emménagés récents par secteur, selon leur profil",
  communes: "Emménagés récents par commune, selon leur profil",
  methode: "Méthode",
  sources: "Fichiers lus",
} as const;
type PartieBilanBailleur = keyof typeof PARTIES_BILAN_BAILLEUR;

export type BilanBailleurPageProps = {
  readonly cadre: Cadre;
  /** null: the page that answers. */
  readonly partie: PartieBilanBailleur | null;
  readonly fiche: FicheBilanBailleur;
  /** The reader prepares, comments and signs for this bailleur. */
  readonly responsable: boolean;
  readonly exporter: boolean;
  /** What was typed when the act was refused; null: the stored values. */
  readonly saisie: SaisieBilan | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** The refusal is a warning about words, which the person may confirm. */
  readonly aRelire: boolean;
};

export function renderBilanBailleurPage(props: BilanBailleurPageProps): string {
  const { cadre, fiche, annonce, erreur, partie } = props;
  if (partie !== null) return renderPartie(props, partie);
  const { version } = fiche;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${fiche.titre}` : fiche.titre,
    sources: sourcesText(version.figures),
    children: (
      <>
        <p class="discret">
          <LienListe {...version} /> › {version.annee}
        </p>
        <h1>{fiche.titre}</h1>
        <p class="chapo">
          <Tag ton={version.etat === "signe" ? "ok" : "neutre"}>{LIBELLE_ETAT_BILAN[version.etat]}</Tag> {fiche.mention}
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="L’acte n’a pas été fait" />
        <Telechargements {...props} />
        <p class="discret">{fiche.avertissement}</p>
        <Ecarts {...props} />
        <Corps fiche={fiche} />
        <FormulairesBilan {...props} />
        <p>
          Empreinte de cette version : <code>{version.empreinte}</code>
        </p>
        <SuitesBilan {...props} />
      </>
    ),
  });
}

function LienListe({ epci, annee }: { readonly epci: string; readonly annee: number }) {
  return <a href={hrefTerritoire(epci, "bilans-bailleurs", { annee })}>Bilans par bailleur</a>;
}

function hrefPartie({ epci, id }: FicheBilanBailleur["version"], partie: PartieBilanBailleur | null): string {
  return hrefTerritoire(epci, `bilans-bailleurs/${id}`, { partie });
}

function SuitesBilan({ fiche: { version, comparaison }, partie }: BilanBailleurPageProps) {
  const sans = [partie, comparaison.changements.length === 0 ? "ecarts" : null] as const;
  return <Suites suites={suitesParties(PARTIES_BILAN_BAILLEUR, sans, (une) => hrefPartie(version, une))} />;
}

function renderPartie(props: BilanBailleurPageProps, partie: PartieBilanBailleur): string {
  const { cadre, fiche } = props;
  const titre = PARTIES_BILAN_BAILLEUR[partie];
  return renderPage({
    cadre,
    titre,
    sources: sourcesText(fiche.version.figures),
    children: (
      <>
        <p class="discret">
          <LienListe {...fiche.version} /> › <a href={hrefPartie(fiche.version, null)}>{fiche.titre}</a>
        </p>
        <h1>{titre}</h1>
        <ContenuPartie cadre={cadre} fiche={fiche} partie={partie} />
        <SuitesBilan {...props} />
      </>
    ),
  });
}

type ContenuProps = Pick<BilanBailleurPageProps, "cadre" | "fiche"> & { readonly partie: PartieBilanBailleur };

function ContenuPartie({ cadre, fiche, partie }: ContenuProps) {
  const { comparaison } = fiche;
  const { figures } = fiche.version;
  switch (partie) {
    case "ecarts":
      return (
        <>
          <p>{comparaison.phrase}</p>
          {comparaison.changements.length === 0 ? null : (
            <Table
              table={ECARTS}
              lignes={comparaison.changements}
              nom="Chiffres changés"
              rendu={{ ecart: ({ ecart }) => sayEcart(ecart) }}
            />
          )}
        </>
      );
    case "origines":
      return (
        <>
          <Table table={ORIGINES} lignes={figures.origines} />
          <Precisions precisions={fiche.precisions} />
        </>
      );
    case "methode":
      return (
        <div class="parties">
          {figures.methodes.map((methode) => (
            <section>
              <h2>{methode.titre}</h2>
              <CorpsMethode methode={methode} />
            </section>
          ))}
        </div>
      );
    case "sources":
      return <TableSources bilan={figures} lots={cadre.droits.lireLots} />;
    default:
      return (
        <div class="parties">
          {figures[partie].map((croisement) => (
            <div class={croisement.modalites.length > MODALITES_COTE ? "entiere" : undefined}>
              <TableCroisement croisement={croisement} />
            </div>
          ))}
        </div>
      );
  }
}

function Telechargements({ fiche: { version }, exporter }: BilanBailleurPageProps) {
  if (!exporter) return null;
  const lien = (extension: string) => hrefTerritoire(version.epci, `bilans-bailleurs/${version.id}.${extension}`);
  return (
    <p class="ligne telechargements">
      <a class="bouton" href={lien("pdf")}>
        Bilan (PDF)
      </a>
      <a class="bouton second" href={lien("xlsx")}>
        Tableau (Excel)
      </a>
      <a href={lien("json")}>JSON</a>
    </p>
  );
}

function Ecarts({ fiche: { version, comparaison }, responsable }: BilanBailleurPageProps) {
  const { changements, phrase } = comparaison;
  if (changements.length === 0) return <p class="discret">{phrase}</p>;
  return (
    <Message ton="alerte" titre="Données changées depuis">
      <p>
        {phrase} <a href={hrefPartie(version, "ecarts")}>Voir ce qui a changé</a>
      </p>
      {responsable && version.etat !== "remplace" ? (
        <form method="post" action={hrefTerritoire(version.epci, "bilans-bailleurs")}>
          <input type="hidden" name="organisation" value={String(version.organisation)} />
          <input type="hidden" name="annee" value={String(version.annee)} />
          <input type="hidden" name="periode" value={version.periode} />
          <button class="bouton second" type="submit">
            {version.etat === "signe" ? "Préparer une nouvelle version" : "Préparer de nouveau avec ces chiffres"}
          </button>
        </form>
      ) : null}
    </Message>
  );
}

function sayEcart(ecart: number | null): string {
  if (ecart === null) return INCONNU;
  return ecart > 0 ? `+${formatNombre(ecart)}` : formatNombre(ecart);
}

/** More columns than that are not read in half of the page. */
const MODALITES_COTE = 4;

function TableCroisement({ croisement }: { croisement: Croisement }) {
  const table = tableCroisement(croisement);
  return <Table table={table} lignes={croisement.lignes} totaux={[ensembleOf(croisement)]} cartes={false} pareils />;
}

function Corps({ fiche }: { fiche: FicheBilanBailleur }) {
  const { figures, commentaire } = fiche.version;
  return (
    <>
      <Chiffres fiche={fiche} />
      <h2>Rappel de l’objectif</h2>
      {fiche.phrases.objectif.map((phrase) => (
        <p>{phrase}</p>
      ))}
      <h2>Mobilisation des contingents</h2>
      {figures.contingents.map((croisement) => (
        <TableCroisement croisement={croisement} />
      ))}
      <h2>Commentaire du bailleur</h2>
      {commentaire === null ? (
        <p class="discret">Aucun commentaire.</p>
      ) : (
        commentaire.split("\n").map((ligne) => <p>{ligne}</p>)
      )}
    </>
  );
}

function Chiffres({ fiche }: { fiche: FicheBilanBailleur }) {
  const { total, horsQpv, qpv, nonLocalisees } = fiche.version.figures.mesures;
  return (
    <>
      <h2>Chiffres de la période</h2>
      <div class="chiffres">
        <div>
          <h3>Baux signés</h3>
          <strong>{formatNombre(total)}</strong>
          <p class="discret">
            dont {formatCompte(nonLocalisees.total, "non localisé", "non localisés")}, hors des deux calculs
          </p>
        </div>
        <div>
          <h3>Hors quartier prioritaire</h3>
          <strong>
            <TauxOuManque mesure={horsQpv} />
          </strong>
          <p>
            {formatFraction(horsQpv.realise, horsQpv.assiette)}, au <PremierQuartile /> ou relogés
          </p>
          <p>
            <TagVerdict constat={horsQpv} />{" "}
            <span class="discret">au regard du plancher légal de {formatTauxCourt(horsQpv.plancher)}</span>
          </p>
        </div>
        <div>
          <h3>En quartier prioritaire</h3>
          <strong>
            <TauxOuManque mesure={qpv} />
          </strong>
          <p>{formatFraction(qpv.realise, qpv.assiette)}, quartiles 2 à 4</p>
          <p>
            <TagVerdict constat={qpv} />{" "}
            <span class="discret">au regard de l’objectif légal de {formatTauxCourt(qpv.plancher)}</span>
          </p>
        </div>
      </div>
    </>
  );
}

function Precisions({ precisions }: { precisions: readonly OriginePrecisee[] }) {
  if (precisions.length === 0) {
    return (
      <p class="discret">
        Le SNE ne dit pas quel partenaire a orienté le demandeur (hôpital, association…) ; le bailleur n’a rien précisé.
      </p>
    );
  }
  return <Table table={PRECISIONS} lignes={listPrecisions(precisions)} nom="Origine précisée par le bailleur" />;
}
