import type { ColonneClassee, EtatConservation, PurgeFaite } from "#application/conservation/ports.ts";
import { CLASSES, type Classe, LIBELLE_CLASSE } from "#domain/conservation/classe.ts";
import { type DureeConservation, formatDuree } from "#domain/conservation/duree.ts";
import { REGLES, type Regle } from "#domain/conservation/regle.ts";
import { formatCompte, formatJour, formatNombre } from "#domain/shared/format.ts";
import type { Cadre } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";
import { Defile, EtatVide, Tag } from "../design/parts.tsx";

type Props = { readonly cadre: Cadre; readonly etat: EtatConservation; readonly jour: string };

/** For the DPO: what is held and where, how long and by which text, what the purges did. No datum of anybody. */
export function renderDonneesPersonnellesPage({ cadre, etat, jour }: Props): string {
  return renderPage({
    cadre,
    titre: "Données personnelles",
    rubrique: "donnees-personnelles",
    children: (
      <>
        <h1>Données personnelles</h1>
        <p class="chapo">
          Ce que Blaise détient, où, et pour combien de temps. Chaque colonne de la base porte sa classe ; la purge de
          chaque jour applique les durées. « À confirmer » signale une durée que nous avons choisie, faute de texte qui
          la fixe.
        </p>
        <Classes colonnes={etat.colonnes} />
        <Durees durees={etat.durees} jour={jour} />
        <Purges purges={etat.purges} />
        <Effacements effacements={etat.effacements} />
      </>
    ),
  });
}

function Classes({ colonnes }: { colonnes: readonly ColonneClassee[] }) {
  return (
    <>
      <h2>Ce qui est détenu</h2>
      <Defile nom="Classes de données et tables qui les contiennent" fiches>
        {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
        <table role="table">
          <caption>Classes de données, de ce qui ne désigne personne à ce qui est le plus protégé</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">Classe</th>
              <th scope="col">Contenu</th>
              <th scope="col" class="n">
                Colonnes
              </th>
              <th scope="col">Où</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {CLASSES.map((classe) => {
              const own = colonnes.filter((colonne) => colonne.classe === classe);
              return (
                <tr role="row">
                  <th scope="row" role="rowheader">
                    {classe}
                  </th>
                  <td role="cell" data-nom="Contenu">
                    {LIBELLE_CLASSE[classe]}
                  </td>
                  <td role="cell" class="n" data-nom="Colonnes">
                    {formatNombre(own.length)}
                  </td>
                  <td role="cell" data-nom="Où">
                    {classe === "C0" ? "Toutes les autres tables" : tablesOf(own)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </Defile>
    </>
  );
}

function tablesOf(colonnes: readonly ColonneClassee[]): string {
  const noms = colonnes.map(({ schema, table }) => (schema === "public" ? table : `${schema}.${table}`));
  return [...new Set(noms)].join(", ") || "Nulle part";
}

function Durees({ durees, jour }: { durees: readonly DureeConservation[]; jour: string }) {
  return (
    <>
      <h2>Pour combien de temps</h2>
      <Defile nom="Durées de conservation" fiches>
        {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
        <table role="table">
          <caption>Durées de conservation en vigueur le {formatJour(jour)}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">Données</th>
              <th scope="col">Durée</th>
              <th scope="col">Depuis</th>
              <th scope="col">Puis</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {REGLES.flatMap((regle) => regle.depuis.map((depuis) => ligneOf(regle, depuis, durees, jour)))}
          </tbody>
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </Defile>
    </>
  );
}

/** A duration that is missing shows here before it stops the purge. */
function ligneOf(regle: Regle, depuis: string, durees: readonly DureeConservation[], jour: string) {
  const duree = durees.findLast((one) => one.classe === regle.classe && one.depuis === depuis && one.dateEffet <= jour);
  // biome-ignore-start lint/a11y/noRedundantRoles: the card display of a phone drops the native roles
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {regle.classe} – {regle.depuis.length > 1 ? LIBELLE_DEPUIS[depuis] : PORTEE[regle.classe]}
      </th>
      <td role="cell" data-nom="Durée">
        {duree ? formatDuree(duree) : <Tag ton="erreur">Aucune : la purge s’arrête</Tag>}
      </td>
      <td role="cell" data-nom="Depuis">
        {regle.depart}
      </td>
      <td role="cell" data-nom="Puis">
        {regle.effet}
      </td>
      <td role="cell" data-nom="Source">
        <span>
          {duree?.source} {duree?.confiance === "B" ? <Tag ton="alerte">À confirmer</Tag> : null}
        </span>
      </td>
    </tr>
  );
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
}

const LIBELLE_DEPUIS: Readonly<Record<string, string>> = {
  acces: "journal, accès à des données nominatives",
  autre: "journal, autres actes",
};

const PORTEE: Readonly<Record<Classe, string>> = {
  C0: "",
  C1: "agents",
  C2: "données nominatives",
  C3: "données sensibles",
  C4: "pièces",
  C5: "décisions",
  C6: "faits sans nom",
  C7: "journal",
};

function Purges({ purges }: { purges: readonly PurgeFaite[] }) {
  const [derniere] = purges;
  return (
    <>
      <h2>Dernières purges</h2>
      {derniere ? (
        <Defile nom="Dernières purges">
          <table>
            <caption>Purges de toute la plateforme, de la plus récente à la plus ancienne</caption>
            <thead>
              <tr>
                <th scope="col">Faite le</th>
                <th scope="col">Pour le</th>
                <th scope="col">Lignes détruites ou rendues anonymes</th>
              </tr>
            </thead>
            <tbody>
              {purges.map((purge) => (
                <tr>
                  <th scope="row">{formatJour(purge.faiteLe)}</th>
                  <td>{formatJour(purge.auJour)}</td>
                  <td>{resultOf(purge)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Defile>
      ) : (
        <EtatVide titre="Aucune purge n’a encore été faite">
          <p>
            L’exploitant doit faire chaque jour la commande <code>blaise purger</code>. Sans elle, rien n’est détruit.
          </p>
        </EtatVide>
      )}
    </>
  );
}

function resultOf({ comptes }: PurgeFaite): string {
  const parts = Object.entries(comptes).map(([classe, tables]) => {
    const total = Object.values(tables).reduce((sum, nombre) => sum + nombre, 0);
    return `${classe} : ${formatCompte(total, "ligne")}`;
  });
  return parts.join(" ; ") || "Rien n’était échu";
}

function Effacements({ effacements }: { effacements: EtatConservation["effacements"] }) {
  const { demande, conservation } = effacements;
  return (
    <>
      <h2>Personnes effacées</h2>
      <p>
        Le registre de ce territoire compte {formatCompte(demande, "personne effacée", "personnes effacées")} à leur
        demande et {formatCompte(conservation, "dossier détruit", "dossiers détruits")} à la fin de leur durée. Il n’en
        garde qu’une empreinte, rejouée après chaque restauration pour qu’une sauvegarde ne ramène personne.
      </p>
      <h2>Répondre à une personne</h2>
      <p>
        Vérifiez d’abord son identité. L’exploitant écrit tout ce qui est détenu sur elle, et qui a ouvert son dossier,
        avec <code>blaise acces</code> ; il l’efface avec <code>blaise effacer</code>, qui donne les raisons d’un refus.
        Le délai de réponse est d’un mois.
      </p>
    </>
  );
}
