import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { EnTetePage } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { RECOUPEMENT } from "../../images/recoupement-table.ts";
import type { Recoupement } from "../../lectures/recoupement/read-recoupement.ts";
import {
  A_REGARDER,
  ETATS_RECOUPEMENT,
  type EtatRecoupement,
  LIBELLE_ETAT_RECOUPEMENT,
  SENS_ETAT_RECOUPEMENT,
} from "../../regles/recoupement/recoupement.ts";
import { SelectAnnee } from "../filtres.tsx";
import { CHEMIN_PAIRES } from "../paire-bail/paires-page.tsx";

export const CHEMIN_RECOUPEMENT = "bilan/recoupement";

type RecoupementPageProps = {
  readonly cadre: Cadre;
  readonly recoupement: Recoupement;
  readonly annees: readonly number[];
};

const TITRE = "Baux signés dans Blaise et fichiers publiés";

/** The gap between what is signed here and the SNE's published files, lease by lease. Without names. */
export function renderRecoupementPage({ cadre, recoupement, annees }: RecoupementPageProps): string {
  const { territoire, annee, etat, phrase } = recoupement;
  return renderPage({
    cadre,
    titre: `${TITRE}, ${annee}`,
    children: (
      <>
        <EnTetePage
          titre={TITRE}
          sous={phrase}
          exporter={cadre.droits.exporterBilan ? fichiersOf(territoire, annee, etat) : []}
        />
        <BarreFiltres action={hrefTerritoire(territoire, CHEMIN_RECOUPEMENT)} titre="Choisir les baux">
          <SelectAnnee choix={{ annees }} annee={annee} />
          <Choisir
            nom="etat"
            libelle="Où est ce bail"
            tous="À regarder"
            options={ETATS_RECOUPEMENT.map((code) => ({ code, nom: LIBELLE_ETAT_RECOUPEMENT[code] }))}
            valeur={etat}
          />
        </BarreFiltres>
        <Comptes recoupement={recoupement} />
        <Baux recoupement={recoupement} />
      </>
    ),
  });
}

function fichiersOf(territoire: string, annee: number, etat: EtatRecoupement | null) {
  return (["xlsx", "csv"] as const).map((type) => ({
    href: hrefTerritoire(territoire, `${CHEMIN_RECOUPEMENT}.${type}`, { annee, etat }),
    libelle: type === "xlsx" ? "Tableau (Excel)" : "CSV pour tableur",
  }));
}

/** What each state means, with its count; only those that there are. */
function Comptes({ recoupement: { territoire, annee, comptes } }: { recoupement: Recoupement }) {
  return (
    <dl>
      {ETATS_RECOUPEMENT.filter((etat) => (comptes.get(etat) ?? 0) > 0).map((etat) => (
        <>
          <dt>
            <a href={hrefTerritoire(territoire, CHEMIN_RECOUPEMENT, { annee, etat })}>
              {LIBELLE_ETAT_RECOUPEMENT[etat]}
            </a>
            {"\u00A0"}: {formatNombre(comptes.get(etat) ?? 0)}
          </dt>
          <dd>
            {SENS_ETAT_RECOUPEMENT[etat]}{" "}
            {etat === "a-departager" ? <a href={hrefTerritoire(territoire, CHEMIN_PAIRES)}>Départager</a> : null}
          </dd>
        </>
      ))}
    </dl>
  );
}

function Baux({ recoupement: { lignes, total, etat, comptes } }: { recoupement: Recoupement }) {
  if (lignes.length === 0) {
    const autres = A_REGARDER.every((un) => (comptes.get(un) ?? 0) === 0) && comptes.size > 0;
    return (
      <EtatVide titre={etat === null ? "Aucun bail à regarder" : "Aucun bail de cette sorte"}>
        <p>
          {autres
            ? "Les baux signés dans Blaise sont tous dans les fichiers publiés, sans écart connu."
            : "Un bail signé dans Blaise paraît ici le jour même, et le fichier du SNE le confirme quand il est publié."}
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      {total > lignes.length ? (
        <p>
          Les {formatNombre(lignes.length)} derniers sur {formatCompte(total, "bail", "baux")}
          {"\u00A0"}: le fichier exporté a la même limite, choisissez une sorte de baux.
        </p>
      ) : null}
      <Table table={RECOUPEMENT} lignes={lignes} lu />
    </>
  );
}
