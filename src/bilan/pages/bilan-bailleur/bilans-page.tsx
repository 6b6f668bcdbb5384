import { entreParentheses } from "#engagements/regles/convention/references.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Defile, EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { formatCompte, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { labelPeriode, parsePeriode } from "#socle/regles/shared/periode.ts";
import type {
  CaseBilan,
  EnteteBilanBailleur,
  LigneBilans,
  ListeBilans,
} from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import { LIBELLE_ETAT_BILAN } from "../../lectures/bilan-bailleur/ports.ts";
import { type Choix, SelectAnnee, SelectPeriode } from "../filtres.tsx";

export type BilansPageProps = {
  readonly cadre: Cadre;
  readonly liste: ListeBilans;
  readonly choix: Choix;
  readonly erreur: string | null;
};

/** Bailleur × quarter: what is to be prepared, to be signed, signed, and no longer what the published data say. */
export function renderBilansPage({ cadre, liste, choix, erreur }: BilansPageProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const miennes = liste.lignes.filter(({ organisation }) => organisation !== null);
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : bilans par bailleur" : "Bilans par bailleur",
    rubrique: "convention",
    children: (
      <>
        <SousNavigation cadre={cadre} page="bilans-bailleurs" />
        <h1>Bilans par bailleur</h1>
        <p class="chapo">
          Chaque trimestre, le bailleur vérifie ses chiffres, les commente et les signe
          {entreParentheses("bilansBailleurs")}. Une version signée ne change plus ; un import ultérieur montre l’écart.
        </p>
        {erreur ? (
          <Message ton="erreur" titre="Bilan non préparé" role="alert">
            <p>{erreur}</p>
          </Message>
        ) : null}
        <form class="ligne" method="get" action={hrefTerritoire(epci, "bilans-bailleurs")} aria-label="Choisir l’année">
          <SelectAnnee choix={choix} annee={liste.annee} />
          <button class="bouton second" type="submit">
            Afficher
          </button>
        </form>
        <Trimestres epci={epci} liste={liste} />
        {miennes.map((ligne) => (
          <AutrePeriode epci={epci} annee={liste.annee} ligne={ligne} />
        ))}
        <Versions epci={epci} versions={liste.versions} />
      </>
    ),
  });
}

function Trimestres({ epci, liste: { annee, lignes } }: { epci: string; liste: ListeBilans }) {
  if (lignes.length === 0) {
    return (
      <EtatVide titre={`Aucun bilan à montrer pour ${annee}`}>
        <p>
          Ils se préparent à partir des attributions publiées, et chacun voit ceux que son habilitation ouvre.
          Choisissez une autre année.
        </p>
      </EtatVide>
    );
  }
  return (
    <Defile nom="Bilans trimestriels" fiches>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: the card display of a phone drops the native roles */}
      <table role="table">
        <caption>Bilans trimestriels, {annee}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Bailleur
            </th>
            {["T1", "T2", "T3", "T4"].map((code) => (
              <th role="columnheader" scope="col">
                {code}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((ligne) => (
            <tr role="row">
              <th role="rowheader" scope="row">
                {ligne.nom}
              </th>
              {ligne.cases.map((une) => (
                <td role="cell" data-nom={une.periode}>
                  <div>
                    <Case epci={epci} ligne={ligne} une={une} annee={annee} />
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </Defile>
  );
}

type CaseProps = { epci: string; ligne: LigneBilans; une: CaseBilan; annee: number };

function Case({ epci, ligne, une, annee }: CaseProps) {
  if (une.etat === "sans-bail") return <span class="discret">aucun bail publié</span>;
  const aPreparer = une.etat === "a-preparer" || (une.change && une.revision === null);
  return (
    <>
      <EtatCase une={une} />
      <br />
      <span class="discret">
        {formatCompte(une.baux, "bail signé", "baux signés")}
        {une.termine ? "" : ", trimestre en cours"}
      </span>
      {une.version === null ? null : (
        <>
          <br />
          <a href={hrefTerritoire(epci, `bilans-bailleurs/${une.version}`)}>
            Voir<span class="lu"> le bilan {nameOf(une, ligne)}</span>
          </a>
        </>
      )}
      {une.revision === null ? null : (
        <>
          <br />
          <a href={hrefTerritoire(epci, `bilans-bailleurs/${une.revision}`)}>
            Nouvelle version à signer<span class="lu"> : {nameOf(une, ligne)}</span>
          </a>
        </>
      )}
      {ligne.organisation !== null && aPreparer ? <Preparer epci={epci} ligne={ligne} une={une} annee={annee} /> : null}
    </>
  );
}

function nameOf(une: CaseBilan, ligne: LigneBilans): string {
  return `${une.libelle} de ${ligne.nom}`;
}

function EtatCase({ une: { etat, le, change } }: { une: CaseBilan }) {
  if (etat === "a-preparer") return <Tag ton="neutre">À préparer</Tag>;
  if (etat === "sans-bail") return null;
  const jour = le === null ? "" : ` le ${formatJourCourt(le)}`;
  return (
    <>
      <Tag ton={etat === "signe" ? "ok" : "neutre"}>
        {LIBELLE_ETAT_BILAN[etat]}
        {jour}
      </Tag>
      {etat === "signe" ? null : (
        <>
          <br />
          <span>à signer</span>
        </>
      )}
      {change ? (
        <>
          <br />
          <Tag ton="alerte">Données changées depuis</Tag>
        </>
      ) : null}
    </>
  );
}

function Preparer({ epci, ligne, une, annee }: CaseProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, "bilans-bailleurs")}>
      <input type="hidden" name="organisation" value={String(ligne.organisation)} />
      <input type="hidden" name="annee" value={String(annee)} />
      <input type="hidden" name="periode" value={une.periode} />
      <button class={une.etat === "a-preparer" ? "bouton" : "bouton second"} type="submit">
        {une.etat === "a-preparer" ? `Préparer le bilan ${une.libelle}` : "Préparer une nouvelle version"}
        {une.etat === "a-preparer" ? null : <span class="lu"> : {nameOf(une, ligne)}</span>}
      </button>
    </form>
  );
}

/** The quarters so far or the year: the same bilan, when a partner asks for it. */
function AutrePeriode({ epci, annee, ligne }: { epci: string; annee: number; ligne: LigneBilans }) {
  return (
    <details>
      <summary>Préparer une autre période pour {ligne.nom}</summary>
      <form class="ligne" method="post" action={hrefTerritoire(epci, "bilans-bailleurs")}>
        <input type="hidden" name="organisation" value={String(ligne.organisation)} />
        <input type="hidden" name="annee" value={String(annee)} />
        <SelectPeriode periode="cumul-T3" />
        <button class="bouton second" type="submit">
          Préparer ce bilan
        </button>
      </form>
    </details>
  );
}

function Versions({ epci, versions }: { epci: string; versions: readonly EnteteBilanBailleur[] }) {
  if (versions.length === 0) return null;
  return (
    <>
      <h2>Toutes les versions</h2>
      <Defile nom="Toutes les versions" fiches>
        {/* biome-ignore-start lint/a11y/noRedundantRoles: the card display of a phone drops the native roles */}
        <table role="table">
          <caption class="lu">Versions des bilans de l’année, les plus récentes d’abord</caption>
          <thead role="rowgroup">
            <tr role="row">
              {["Bilan", "Bailleur", "État", "Baux signés", "Préparé le", "Signé le"].map((titre) => (
                <th role="columnheader" scope="col" class={titre === "Baux signés" ? "n" : undefined}>
                  {titre}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {versions.map((version) => (
              <LigneVersion epci={epci} version={version} />
            ))}
          </tbody>
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </Defile>
    </>
  );
}

function LigneVersion({ epci, version }: { epci: string; version: EnteteBilanBailleur }) {
  // biome-ignore-start lint/a11y/noRedundantRoles: the card display of a phone drops the native roles
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <a href={hrefTerritoire(epci, `bilans-bailleurs/${version.id}`)}>
          {labelPeriode(parsePeriode(version.annee, version.periode))}, version {version.numero}
          <span class="lu">, {version.nomOrganisation}</span>
        </a>
      </th>
      <td role="cell" data-nom="Bailleur">
        {version.nomOrganisation}
      </td>
      <td role="cell" data-nom="État">
        {LIBELLE_ETAT_BILAN[version.etat]}
      </td>
      <td role="cell" class="n" data-nom="Baux signés">
        {formatNombre(version.total)}
      </td>
      <td role="cell" data-nom="Préparé le">
        {formatJourCourt(version.prepareLe)}
      </td>
      <td role="cell" data-nom="Signé le">
        {version.signeLe ? formatJourCourt(version.signeLe) : "non signé"}
      </td>
    </tr>
  );
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
}
