import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import type { ChangementObjectif } from "#engagements/lectures/convention/table-objectifs.ts";
import { LIBELLE_APPLICATION } from "#engagements/regles/convention/application-avenant.ts";
import { LIBELLE_ETAPE } from "#engagements/regles/convention/etape.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import type { Rejeu } from "../lectures/rejouer-avenant.ts";
import { ChoixApplication } from "./application-choix.tsx";
import { TableChangements } from "./objectifs-table.tsx";
import { ChampsVersion } from "./preparer-page.tsx";
import { TableRejeu } from "./rejeu-table.tsx";
import { hrefVersion } from "./version-formulaires.tsx";
import { Controles, TagEtat } from "./version-parts.tsx";

/** An avenant, what it changes, and the published years judged with its targets. */
export type AvenantLu = {
  readonly lue: VersionLue;
  readonly changements: readonly ChangementObjectif[];
  /** null: the version is no draft, or the reader may not read the figures of the territory. */
  readonly rejeu: Rejeu | null;
  /** Decision of a body that asked for the avenant; absent: no decision did, or the reader may read none. */
  readonly decision?: { readonly id: number; readonly numero: string } | undefined;
};

type AvenantsProps = {
  readonly cadre: Cadre;
  readonly convention: Convention;
  readonly avenants: readonly AvenantLu[];
  readonly ecrire: boolean;
  readonly saisie: SaisieFormulaire;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderAvenantsPage(props: AvenantsProps): string {
  const { cadre, convention, avenants, ecrire, saisie, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  const current = convention.versions.find(({ numero }) => numero === convention.enVigueur) ?? null;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : avenants" : "Avenants",
    children: (
      <>
        <h1>Avenants</h1>
        <ResultatActe annonce={props.annonce} />
        <p class="chapo">
          Une version en vigueur ne se modifie pas : un avenant en prend la suite.{" "}
          {current ? (
            <>
              En vigueur : <a href={hrefVersion(epci, current.numero)}>{current.titre}</a>.
            </>
          ) : (
            "Aucune version n’est en vigueur."
          )}
        </p>
        <ResultatActe erreur={erreur} titreErreur="Le projet n’est pas créé" />
        {avenants.length === 0 ? (
          <EtatVide titre="Aucun avenant">
            <p>
              {current
                ? "La convention en vigueur n’a pas été modifiée."
                : "Un avenant modifie une convention en vigueur : il faut d’abord celle-ci."}{" "}
              <a href={hrefTerritoire(epci, "convention")}>Voir la convention</a>
            </p>
          </EtatVide>
        ) : (
          avenants.map((avenant) => <Avenant epci={epci} convention={convention} avenant={avenant} />)
        )}
        {ecrire && current ? <Preparer epci={epci} parent={current} saisie={saisie} /> : null}
      </>
    ),
  });
}

type AvenantProps = { epci: string; convention: Convention; avenant: AvenantLu };

function Avenant({ epci, convention, avenant: { lue, changements, rejeu, decision } }: AvenantProps) {
  const parent = convention.versions.find(({ numero }) => numero === lue.parentNumero);
  return (
    <article>
      <h2>
        <a href={hrefVersion(epci, lue.numero)}>{lue.titre}</a> <TagEtat etat={lue.etat} />
      </h2>
      <p>{lue.objet}</p>
      <dl>
        <dt>Modifie</dt>
        <dd>{parent ? <a href={hrefVersion(epci, parent.numero)}>{parent.titre}</a> : "version introuvable"}</dd>
        {decision ? (
          <>
            <dt>Vient de la décision</dt>
            <dd>
              <a href={hrefTerritoire(epci, `commission/decisions/${decision.id}`)}>{decision.numero}</a>
            </dd>
          </>
        ) : null}
        <dt>Étape atteinte</dt>
        <dd>{LIBELLE_ETAPE[lue.etapeAtteinte]}</dd>
        <dt>S’applique</dt>
        <dd>
          {lue.application === null ? "à dire avant son entrée en vigueur" : LIBELLE_APPLICATION[lue.application]}
        </dd>
        {lue.depuis ? (
          <>
            <dt>En vigueur depuis</dt>
            <dd>{formatJour(lue.depuis)}</dd>
          </>
        ) : (
          <>
            <dt>Étape suivante</dt>
            <dd>{lue.libelleEtapeSuivante ?? "aucune"}</dd>
          </>
        )}
        <dt>Signatures</dt>
        <dd>
          {formatNombre(lue.signatures.faites)} sur {formatNombre(lue.signatures.attendues)}
        </dd>
      </dl>
      <h3>Contrôles</h3>
      <Controles lue={lue} />
      <h3>Ce qui change</h3>
      <TableChangements changements={changements} titre={lue.titre} parent={parent?.titre ?? "la version précédente"} />
      {rejeu ? (
        <>
          <h3>Si ces objectifs avaient été en vigueur</h3>
          <TableRejeu rejeu={rejeu} ensembleSeul />
          <p>
            <a href={hrefVersion(epci, lue.numero)}>
              Voir le détail par bailleur<span class="lu"> de « {lue.titre} »</span>
            </a>
          </p>
        </>
      ) : null}
    </article>
  );
}

type PreparerProps = { epci: string; parent: VersionLue; saisie: SaisieFormulaire };

function Preparer({ epci, parent, saisie }: PreparerProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, "avenants")} id="preparer">
      <h2>Préparer un avenant</h2>
      <p class="aide">
        Il modifie « {parent.titre} », dont il reprend les objectifs : vous changerez ensuite les lignes voulues et
        verrez ce que les années connues auraient donné.
      </p>
      <ChampsVersion saisie={saisie} />
      <ChoixApplication choisie={valeurDe(saisie, "application")} />
      <button class="bouton" type="submit">
        Préparer un avenant
      </button>
    </form>
  );
}
