import type { Child } from "hono/jsx";
import { LIBELLE_MOTIF_REFUS, MOTIFS_REFUS } from "#donnees/regles/demande/demande.ts";
import {
  DEFINITION_MOTIF_VEILLE,
  ISSUES_VEILLE,
  LIBELLE_ISSUE_VEILLE,
  LIBELLE_MOTIF_VEILLE,
  MOTIFS_VEILLE,
} from "#observatoire/regles/veille/veille.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { type EtatFormulaire, Liste, optionsOf, Refuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { VEILLE } from "../../images/veille-table.ts";
import { type CompteVeille, SUIVIS_VEILLE, type SuiviVeille } from "../../lectures/veille/ports.ts";
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

/** Lists of demandes to follow (action 4), without a name. */
export function renderVeillePage({ cadre, veille, annonce, etat }: VeillePageProps): string {
  const refuse = etat.refus.message !== null || etat.refus.erreurs.length > 0;
  return renderPage({
    cadre,
    titre: refuse ? "Erreur : veille sur les demandes" : "Veille sur les demandes",
    children: (
      <>
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
      <Demandes
        code="confiees"
        titre={formatCompte(confiees.length, "demande à suivre", "demandes à suivre")}
        epci={territoire}
        lignes={confiees}
        apres={{
          code: "suite",
          titre: "Ce qu’il en est",
          valeur: () => null,
          rendu: (ligne) => <Suivre epci={territoire} ligne={ligne} />,
        }}
      />
      {comptes === null ? <Telechargements veille={veille} /> : null}
    </section>
  );
}

type ColonneVeille = Colonne<LigneVeille, Child>;
type DemandesProps = {
  readonly code: string;
  readonly titre: string;
  readonly epci: string;
  readonly lignes: readonly LigneVeille[];
  /** Last column of each line: the act, if any. */
  readonly apres: ColonneVeille | null;
};

function Demandes({ code, titre, epci, lignes, apres }: DemandesProps) {
  const table = defineTable({ code, titre, colonnes: apres ? [...VEILLE.colonnes, apres] : VEILLE.colonnes });
  const rendu = {
    reference: (ligne: LigneVeille) => <Reference ligne={ligne} epci={epci} />,
    organisme: (ligne: LigneVeille) => <Etat ligne={ligne} />,
  };
  return <Table table={table} lignes={lignes} rendu={rendu} par={apres ? FEUILLE_ACTE : FEUILLE_LUE} />;
}

/** Rows of a sheet: each has the words of the SNE, and may have a form. */
const FEUILLE_ACTE = 15;
const FEUILLE_LUE = 20;

/** Links to the file for a reader who may open it; others see the reference only. */
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

function Comptes({ veille: { comptes, territoire, filtre } }: { veille: Veille }) {
  const table = defineTable<CompteVeille, Child>({
    code: "comptes",
    titre: "Ce qui appelle quelqu’un",
    colonnes: [
      {
        code: "liste",
        titre: "Liste",
        valeur: ({ motif }) => LIBELLE_MOTIF_VEILLE[motif],
        rendu: ({ motif }) => (
          <a
            href={hrefTerritoire(territoire, CHEMIN_VEILLE, { motif })}
            aria-current={motif === filtre.motif ? "page" : undefined}
          >
            {LIBELLE_MOTIF_VEILLE[motif]}
          </a>
        ),
      },
      { code: "demandes", titre: "Demandes", genre: "nombre", valeur: ({ nombre }) => nombre },
      { code: "inconnues", titre: "Le fichier ne le dit pas", genre: "nombre", valeur: ({ inconnues }) => inconnues },
      { code: "prises", titre: "Confiées", genre: "nombre", valeur: ({ prises }) => prises },
    ],
  });
  const lignes = MOTIFS_VEILLE.map(
    (motif) => comptes?.find((one) => one.motif === motif) ?? { motif, nombre: 0, inconnues: 0, prises: 0 },
  );
  return <Table table={table} lignes={lignes} cartes={false} />;
}

function Filtres({ veille }: { veille: Veille }) {
  const { territoire, filtre, communes } = veille;
  return (
    <BarreFiltres
      action={hrefTerritoire(territoire, CHEMIN_VEILLE)}
      titre="Choisir les demandes"
      garde={{ motif: filtre.motif }}
    >
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
    </BarreFiltres>
  );
}

function Lignes({ veille, etat, total }: { veille: Veille; etat: EtatFormulaire; total: number }) {
  const { lignes, territoire, filtre, prendre, organisations } = veille;
  const table = (
    <Demandes
      code="veille"
      titre={`${LIBELLE_MOTIF_VEILLE[filtre.motif]} : ${formatCompte(lignes.length, "demande affichée", "demandes affichées")}${total > lignes.length ? ` sur ${formatNombre(total)}` : ""}`}
      epci={territoire}
      lignes={lignes}
      apres={prendre ? CONFIER : null}
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

const CONFIER: ColonneVeille = {
  code: "confier",
  titre: "Confier",
  valeur: () => null,
  rendu: (ligne) => <Cocher ligne={ligne} />,
};

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
