import { LIBELLE_MOTIF_REFUS, MOTIFS_REFUS } from "#donnees/regles/demande/demande.ts";
import {
  DEFINITION_MOTIF_VEILLE,
  ISSUES_VEILLE,
  LIBELLE_ISSUE_VEILLE,
  LIBELLE_MOTIF_VEILLE,
  MOTIFS_VEILLE,
} from "#observatoire/regles/veille/veille.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choisir } from "#socle/pages/design/filtres.tsx";
import { type EtatFormulaire, Liste, optionsOf, Refuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatCompte, formatJour, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { SUIVIS_VEILLE, type SuiviVeille } from "../../lectures/veille/ports.ts";
import type { LigneVeille, Veille } from "../../lectures/veille/veille.ts";

export const CHEMIN_VEILLE = "demandes/veille";

export type VeillePageProps = {
  readonly cadre: Cadre;
  readonly veille: Veille;
  readonly annonce: string | null;
  readonly etat: EtatFormulaire;
};

const LIBELLE_SUIVI: Readonly<Record<SuiviVeille, string>> = {
  libre: "Que personne n’a prises",
  prise: "Prises, en cours",
  "en-retard": "Prises, en retard",
  close: "Closes",
};

/** « Aucun demandeur ne passe entre les mailles du filet » (action 4): lists with owners, without a name. */
export function renderVeillePage({ cadre, veille, annonce, etat }: VeillePageProps): string {
  const refuse = etat.refus.message !== null || etat.refus.erreurs.length > 0;
  return renderPage({
    cadre,
    titre: refuse ? "Erreur : veille sur les demandes" : "Veille sur les demandes",
    rubrique: "demandes",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_VEILLE} />
        <h1>Veille sur les demandes</h1>
        <ResultatActe annonce={annonce} />
        <Refuse refus={etat.refus} />
        <p>
          Les demandes du dernier stock national qui appellent quelqu’un, sans nom. Chacune peut être confiée à un
          organisme, qui dit sous {formatCompte(veille.jours, "jour")} ce qu’elle est devenue (délai à confirmer).
        </p>
        <Confiees veille={veille} />
        {veille.comptes === null ? null : <Territoire veille={veille} etat={etat} />}
      </>
    ),
  });
}

function Confiees({ veille }: { veille: Veille }) {
  const { confiees, comptes, territoire } = veille;
  if (confiees.length === 0) {
    return comptes === null ? (
      <EtatVide titre="Aucune demande ne vous est confiée">
        <p>L’EPCI confie les demandes à suivre ; elles apparaîtront ici et dans « À faire ».</p>
      </EtatVide>
    ) : null;
  }
  return (
    <section aria-labelledby="confiees">
      <h2 id="confiees">Confiées à votre organisation</h2>
      <TableFiches
        titre={formatCompte(confiees.length, "demande à suivre", "demandes à suivre")}
        colonnes={[...COLONNES.map(([titre]) => ({ titre })), { titre: "Ce qu’il en est" }]}
        lignes={confiees.map((ligne) => [
          ...COLONNES.map(([, read]) => read(ligne, territoire)),
          <Suivre epci={territoire} ligne={ligne} />,
        ])}
      />
      {comptes === null ? <Telechargements veille={veille} /> : null}
    </section>
  );
}

type Colonne = readonly [titre: string, read: (ligne: LigneVeille, epci: string) => unknown];

const COLONNES = [
  ["Référence", (ligne, epci) => <Reference ligne={ligne} epci={epci} />],
  ["Commune", ({ commune }) => commune],
  ["Type", ({ typologie }) => typologie],
  ["Ancienneté", ({ anciennete }) => anciennete],
  ["Dernier évènement", ({ dernierEvenement }) => jourOf(dernierEvenement)],
  ["Propositions", ({ propositions }) => propositions],
  ["Motif", ({ motif }) => motif],
  ["Suivi", (ligne) => <Etat ligne={ligne} />],
] as const satisfies readonly Colonne[];

function jourOf(jour: string | null): string {
  return jour === null ? "inconnu" : formatJourCourt(jour);
}

/** The file opens for whoever may read it; the others have the reference to speak about it. */
function Reference({ ligne, epci }: { ligne: LigneVeille; epci: string }) {
  const { reference, demandeur } = ligne;
  const code = <code>{reference}</code>;
  return demandeur === null ? code : <a href={hrefTerritoire(epci, `demandes/${demandeur}`)}>{code}</a>;
}

function Etat({ ligne: { prise, enRetard } }: { ligne: LigneVeille }) {
  if (prise === null) return <span>personne</span>;
  return (
    <span>
      {prise.nomOrganisation}
      <br />
      <small>
        {LIBELLE_MOTIF_VEILLE[prise.motif].toLowerCase()},{" "}
        {prise.closeLe === null
          ? `depuis le ${formatJourCourt(prise.priseLe)}${prise.parQuelquun ? "" : ", personne désignée : aucune"}`
          : `close le ${formatJourCourt(prise.closeLe)}${prise.issue === null ? "" : ` : ${LIBELLE_ISSUE_VEILLE[prise.issue].toLowerCase()}`}`}
      </small>
      {enRetard ? (
        <>
          <br />
          <Tag ton="erreur">en retard</Tag>
        </>
      ) : null}
    </span>
  );
}

function Suivre({ epci, ligne: { prise, reference } }: { epci: string; ligne: LigneVeille }) {
  if (prise === null) return <span>—</span>;
  const chemin = `${CHEMIN_VEILLE}/${prise.id}`;
  return (
    <span>
      {prise.parQuelquun ? null : (
        <form method="post" action={hrefTerritoire(epci, `${chemin}/prendre`)}>
          <button class="bouton second" type="submit" aria-label={`Je m’en occupe : ${reference}`}>
            Je m’en occupe
          </button>
        </form>
      )}
      <form class="ligne" method="post" action={hrefTerritoire(epci, `${chemin}/clore`)}>
        <select name="issue" aria-label={`Ce qu’il en est de ${reference}`} required>
          <option value="">Choisir</option>
          {optionsOf(ISSUES_VEILLE, LIBELLE_ISSUE_VEILLE).map(({ code, libelle }) => (
            <option value={code}>{libelle}</option>
          ))}
        </select>
        <button class="bouton second" type="submit" aria-label={`Clore ${reference}`}>
          Clore
        </button>
      </form>
    </span>
  );
}

function Territoire({ veille, etat }: { veille: Veille; etat: EtatFormulaire }) {
  const { stock, comptes } = veille;
  if (stock === null || comptes === null) {
    return (
      <EtatVide titre="Aucun stock de demandes n’est publié">
        <p>La veille se fait à partir de l’extraction « stock » du SNE.</p>
      </EtatVide>
    );
  }
  const { motif } = veille.filtre;
  const compte = comptes.find((one) => one.motif === motif);
  return (
    <section aria-labelledby="territoire">
      <h2 id="territoire">Tout le territoire, au {formatJour(stock.reference)}</h2>
      <Comptes veille={veille} />
      <h3>{LIBELLE_MOTIF_VEILLE[motif]}</h3>
      <p>
        {DEFINITION_MOTIF_VEILLE[motif]} Délai : {motif === "sans-suite" ? veille.silence : veille.delai} mois.
      </p>
      <Filtres veille={veille} />
      {veille.lignes.length === 0 ? (
        <Message ton="neutre">
          <p>Aucune demande ne répond à ces choix.</p>
        </Message>
      ) : (
        <Lignes veille={veille} etat={etat} total={compte?.nombre ?? veille.lignes.length} />
      )}
    </section>
  );
}

function Comptes({ veille }: { veille: Veille }) {
  const { comptes, territoire, filtre } = veille;
  return (
    <TableFiches
      titre="Ce qui appelle quelqu’un"
      colonnes={[
        { titre: "Liste" },
        { titre: "Demandes", nombre: true },
        { titre: "Le fichier ne le dit pas", nombre: true },
        { titre: "Confiées", nombre: true },
      ]}
      cartes={false}
      lignes={MOTIFS_VEILLE.map((motif) => {
        const compte = comptes?.find((one) => one.motif === motif);
        return [
          <a
            href={hrefTerritoire(territoire, CHEMIN_VEILLE, { motif })}
            aria-current={motif === filtre.motif ? "page" : undefined}
          >
            {LIBELLE_MOTIF_VEILLE[motif]}
          </a>,
          formatNombre(compte?.nombre ?? 0),
          formatNombre(compte?.inconnues ?? 0),
          formatNombre(compte?.prises ?? 0),
        ];
      })}
    />
  );
}

function Filtres({ veille }: { veille: Veille }) {
  const { territoire, filtre, communes } = veille;
  return (
    <form
      class="ligne"
      method="get"
      action={hrefTerritoire(territoire, CHEMIN_VEILLE)}
      aria-label="Choisir les demandes"
    >
      <input type="hidden" name="motif" value={filtre.motif} />
      <Choisir nom="commune" libelle="Commune souhaitée" tous="Toutes" options={communes} valeur={filtre.commune} />
      {filtre.motif === "refus-repetes" ? (
        <Choisir
          nom="refus"
          libelle="Motif du refus"
          tous="Tous"
          options={optionsOf(MOTIFS_REFUS, LIBELLE_MOTIF_REFUS)}
          valeur={filtre.refus}
        />
      ) : null}
      <Choisir
        nom="suivi"
        libelle="Suivi"
        tous="Toutes"
        options={optionsOf(SUIVIS_VEILLE, LIBELLE_SUIVI)}
        valeur={filtre.suivi}
      />
      <button class="bouton second" type="submit">
        Afficher
      </button>
    </form>
  );
}

function Lignes({ veille, etat, total }: { veille: Veille; etat: EtatFormulaire; total: number }) {
  const { lignes, territoire, filtre, prendre, organisations } = veille;
  const colonnes = [...COLONNES.map(([titre]) => ({ titre })), ...(prendre ? [{ titre: "Confier" }] : [])];
  const table = (
    <TableFiches
      titre={`${LIBELLE_MOTIF_VEILLE[filtre.motif]} : ${formatCompte(lignes.length, "demande affichée", "demandes affichées")}${total > lignes.length ? ` sur ${formatNombre(total)}` : ""}`}
      colonnes={colonnes}
      lignes={lignes.map((ligne) => [
        ...COLONNES.map(([, read]) => read(ligne, territoire)),
        ...(prendre ? [<Cocher ligne={ligne} />] : []),
      ])}
    />
  );
  return (
    <>
      {prendre ? (
        <form
          class="saisie large"
          method="post"
          action={hrefTerritoire(territoire, `${CHEMIN_VEILLE}/confier`, { motif: filtre.motif })}
        >
          <input type="hidden" name="motif" value={filtre.motif} />
          {table}
          <Liste
            etat={etat}
            nom="organisation"
            libelle="Confier les demandes cochées à"
            options={organisations}
            vide="Choisir un organisme"
            requis
          />
          <p>
            <button class="bouton" type="submit">
              Confier
            </button>
          </p>
        </form>
      ) : (
        table
      )}
      <Telechargements veille={veille} />
    </>
  );
}

function Cocher({ ligne: { reference, prise } }: { ligne: LigneVeille }) {
  if (prise !== null && prise.closeLe === null) return <span>déjà suivie</span>;
  return (
    <label class="case">
      <input type="checkbox" name="references" value={reference} aria-label={`Cocher ${reference}`} />
      Cocher
    </label>
  );
}

function Telechargements({ veille: { territoire, filtre } }: { veille: Veille }) {
  const href = (type: string) => hrefTerritoire(territoire, `${CHEMIN_VEILLE}.${type}`, filtre);
  return (
    <p class="ligne telechargements">
      Cette liste :<a href={href("xlsx")}>tableur (XLSX)</a>
      <a href={href("csv")}>CSV pour tableur</a>
    </p>
  );
}
