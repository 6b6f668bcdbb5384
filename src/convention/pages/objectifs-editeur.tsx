import { LIBELLE_OBJET, OBJETS, type Objet } from "#donnees/regles/convention/objet.ts";
import type { VersionLue } from "#engagements/lectures/convention/convention.ts";
import type { CelluleObjectif, TableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import type { ControleConvention } from "#engagements/regles/convention/controles.ts";
import { keyPorteur, type Porteur, samePorteur } from "#engagements/regles/convention/engagement.ts";
import { LIBELLE_GRAVITE } from "#engagements/regles/convention/libelles.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatCompte, formatTaux } from "#socle/regles/shared/format.ts";
import type { Verification } from "../lectures/verify-objectifs.ts";
import { TableRejeu } from "./rejeu-table.tsx";
import {
  champLigne,
  champReference,
  type ErreurChamp,
  type LigneSaisie,
  type SaisieObjectifs,
  type TableSaisie,
} from "./saisie-objectifs.ts";
import { hrefVersion } from "./version-formulaires.tsx";
import { Derogation, TON_CONTROLE } from "./version-parts.tsx";

/** A bearer that may be added to the tables. */
export type PorteurPossible = { readonly porteur: Porteur; readonly nom: string };

export type EditeurProps = {
  readonly cadre: Cadre;
  readonly lue: VersionLue;
  readonly saisie: SaisieObjectifs;
  /** The typed tables once parsed; the computed rates come from them. */
  readonly tables: readonly TableObjectifs[];
  readonly porteurs: readonly PorteurPossible[];
  /** Check of the typed objectives; null: it was not asked, or the input could not be read. */
  readonly verification: Verification | null;
  readonly erreurs: readonly ErreurChamp[];
  readonly erreur: string | null;
  readonly ajout: { readonly annee: string; readonly objet: Objet; readonly porteur: string };
};

export function renderEditeurPage(props: EditeurProps): string {
  const { cadre, lue, saisie, erreur, erreurs } = props;
  const epci = cadre.territoire?.epci ?? "";
  const refuse = erreur !== null || erreurs.length > 0;
  return renderPage({
    cadre,
    titre: refuse ? `Erreur : objectifs, ${lue.titre}` : `Objectifs, ${lue.titre}`,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "convention")}>Convention</a> ›{" "}
          <a href={hrefVersion(epci, lue.numero)}>{lue.titre}</a> › objectifs
        </p>
        <h1>Objectifs de « {lue.titre} »</h1>
        <p class="chapo">
          Écrivez le nombre et le taux tels que le texte les porte, même s’ils se contredisent : les deux sont gardés.
          Une ligne laissée vide n’est pas un objectif.
        </p>
        <Erreurs erreur={erreur} erreurs={erreurs} porteurs={props.porteurs} />
        {refuse ? null : <ReponseVerification {...props} />}
        <form method="post" action={hrefVersion(epci, lue.numero, "/objectifs")}>
          {saisie.length > 2 ? <Boutons epci={epci} lue={lue} /> : null}
          {saisie.length === 0 ? <p>Aucun objectif n’est encore écrit. Ajoutez une année.</p> : null}
          {saisie.map((table) => (
            <TableEditable table={table} {...props} />
          ))}
          <Boutons epci={epci} lue={lue} />
          <Ajouter {...props} />
        </form>
      </>
    ),
  });
}

/** Shown above and below a long table. The first button of a form answers the Enter key, so the first one saves nothing. */
function Boutons({ epci, lue }: { epci: string; lue: VersionLue }) {
  return (
    <p class="ligne telechargements">
      <button class="bouton second" type="submit" name="action" value="verifier">
        Vérifier sans enregistrer
      </button>
      <button class="bouton" type="submit" name="action" value="enregistrer">
        Enregistrer
      </button>
      <a href={hrefVersion(epci, lue.numero)}>Revenir sans enregistrer</a>
    </p>
  );
}

function Erreurs({ erreur, erreurs, porteurs }: Pick<EditeurProps, "erreur" | "erreurs" | "porteurs">) {
  if (erreur === null && erreurs.length === 0) return null;
  return (
    // `autofocus` moves the focus to the refusal, without a script too.
    <div class="message erreur" role="alert" tabindex={-1} autofocus>
      <h2>Non enregistré</h2>
      {erreur ? <p>{erreur}</p> : null}
      {erreurs.length > 0 ? (
        <>
          <p>{formatCompte(erreurs.length, "champ est à corriger", "champs sont à corriger")} :</p>
          <ul>
            {erreurs.map(({ champ, annee, objet, porteur, message }) => (
              <li>
                <a href={`#${champ}`}>
                  {annee}, {LIBELLE_OBJET[objet]}
                  {porteur ? `, ${nameIn(porteurs, porteur)}` : ""} : {message}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function ReponseVerification({ lue, verification, saisie }: EditeurProps) {
  if (verification === null) return <Derogation texte={lue.derogation} />;
  const { controles, derogation } = verification.lue;
  const asking = controles.filter(({ gravite }) => gravite !== "information");
  const informing = controles.filter(({ gravite, phrase }) => gravite === "information" && phrase !== derogation);
  return (
    <>
      <Message ton={controles.some(({ gravite }) => gravite === "bloquant") ? "erreur" : "neutre"} role="status">
        <p>
          <b>Rien n’est encore enregistré.</b>{" "}
          {asking.length === 0 ? "Rien à corriger ni à vérifier." : "Voici ce que ces objectifs disent :"}
        </p>
        <Remarques controles={asking} saisie={saisie} />
        {informing.length > 0 ? (
          <details>
            <summary>{formatCompte(informing.length, "autre remarque", "autres remarques")}, à savoir</summary>
            <Remarques controles={informing} saisie={saisie} />
          </details>
        ) : null}
      </Message>
      <Derogation texte={derogation} />
      {verification.rejeu ? (
        <>
          <h2>Si ces objectifs avaient été en vigueur</h2>
          <TableRejeu rejeu={verification.rejeu} />
        </>
      ) : null}
    </>
  );
}

type RemarquesProps = { controles: readonly ControleConvention[]; saisie: SaisieObjectifs };

function Remarques({ controles, saisie }: RemarquesProps) {
  if (controles.length === 0) return null;
  return (
    <ul class="controles">
      {controles.map((controle) => (
        <li>
          <Tag ton={TON_CONTROLE[controle.gravite]}>{LIBELLE_GRAVITE[controle.gravite]}</Tag>{" "}
          <PhraseControle controle={controle} saisie={saisie} />
        </li>
      ))}
    </ul>
  );
}

/** Sentence of a control; it links to the line that it is about. */
function PhraseControle({ controle, saisie }: { controle: ControleConvention; saisie: SaisieObjectifs }) {
  const { annee, porteur, phrase } = controle;
  const table = saisie.find(
    (one) => one.annee === annee && porteur !== null && one.lignes.some((ligne) => samePorteur(ligne.porteur, porteur)),
  );
  if (!table || porteur === null) return <>{phrase}</>;
  return <a href={`#${champLigne("nombre", table, porteur)}`}>{phrase}</a>;
}

type TableProps = EditeurProps & { readonly table: TableSaisie };

function TableEditable(props: TableProps) {
  const { table, erreurs } = props;
  const titre = `${table.annee}, ${LIBELLE_OBJET[table.objet]}`;
  const reference = champReference(table);
  return (
    <fieldset class="grand">
      <legend>{titre}</legend>
      <p>
        <label for={reference}>Année de référence</label>
        <input
          id={reference}
          name={reference}
          value={table.reference}
          size={6}
          maxlength={4}
          inputmode="numeric"
          autocomplete="off"
          {...ariaOf(reference, erreurs)}
        />
        <ErreurDuChamp champ={reference} erreurs={erreurs} />
      </p>
      <CadreTable titre={titre} nom={`Objectifs ${titre}`} lu pareils>
        {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Porteur</th>
            <th scope="col">Base de référence</th>
            <th scope="col">Nombre écrit</th>
            <th scope="col">Taux écrit (%)</th>
            <th scope="col">Taux calculé</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {table.lignes.map((ligne) => (
            <LigneEditable {...props} ligne={ligne} />
          ))}
        </tbody>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </CadreTable>
    </fieldset>
  );
}

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function LigneEditable(props: TableProps & { readonly ligne: LigneSaisie }) {
  const { ligne, table, tables, porteurs } = props;
  const nom = nameIn(porteurs, ligne.porteur);
  const cellule = cellOf(tables, table, ligne.porteur);
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {nom}
      </th>
      <td role="cell" data-titre="Base de référence">
        <Champ {...props} grandeur="base" libelle={`Base de référence, ${nom}`} valeur={ligne.base} />
      </td>
      <td role="cell" data-titre="Nombre écrit">
        <Champ {...props} grandeur="nombre" libelle={`Nombre, ${nom}`} valeur={ligne.nombre} />
      </td>
      <td role="cell" data-titre="Taux écrit (%)">
        <Champ {...props} grandeur="taux" libelle={`Taux en pour cent, ${nom}`} valeur={ligne.taux} />
      </td>
      <td role="cell" data-titre="Taux calculé">
        {cellule === null || cellule.tauxDuNombre === null ? "" : formatTaux(cellule.tauxDuNombre)}
      </td>
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

type ChampProps = TableProps & {
  readonly ligne: LigneSaisie;
  readonly grandeur: "nombre" | "taux" | "base";
  readonly libelle: string;
  readonly valeur: string;
};

function Champ({ table, ligne, grandeur, libelle, valeur, erreurs }: ChampProps) {
  const champ = champLigne(grandeur, table, ligne.porteur);
  return (
    <div>
      <input
        id={champ}
        name={champ}
        value={valeur}
        size={7}
        maxlength={12}
        inputmode={grandeur === "taux" ? "decimal" : "numeric"}
        autocomplete="off"
        aria-label={`${libelle}, ${table.annee}`}
        {...ariaOf(champ, erreurs)}
      />
      <ErreurDuChamp champ={champ} erreurs={erreurs} />
    </div>
  );
}

function ariaOf(champ: string, erreurs: readonly ErreurChamp[]) {
  return erreurs.some((one) => one.champ === champ)
    ? { "aria-invalid": "true" as const, "aria-describedby": `erreur.${champ}` }
    : {};
}

function ErreurDuChamp({ champ, erreurs }: { champ: string; erreurs: readonly ErreurChamp[] }) {
  const found = erreurs.find((one) => one.champ === champ);
  return found ? (
    <span class="erreur-champ" id={`erreur.${champ}`}>
      {found.message}
    </span>
  ) : null;
}

function Ajouter({ saisie, porteurs, ajout }: EditeurProps) {
  return (
    <fieldset class="grand">
      <legend>Ajouter</legend>
      <div class="ligne">
        <div>
          <label for="ajout_objet">Objectif</label>
          <select id="ajout_objet" name="ajout_objet">
            {OBJETS.map((objet) => (
              <option value={objet} selected={ajout.objet === objet}>
                {LIBELLE_OBJET[objet]}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="ajout_annee">Année</label>
          <input
            id="ajout_annee"
            name="ajout_annee"
            value={ajout.annee}
            size={6}
            maxlength={4}
            inputmode="numeric"
            autocomplete="off"
          />
        </div>
        <button class="bouton second" type="submit" name="action" value="ajouter-annee">
          Ajouter cette année
        </button>
      </div>
      {saisie.length === 0 ? null : (
        <div class="ligne">
          <div>
            <label for="ajout_porteur">Porteur, pour toutes les années de l’objectif choisi</label>
            <select id="ajout_porteur" name="ajout_porteur">
              {porteurs.map(({ porteur, nom }) => (
                <option value={keyPorteur(porteur)} selected={ajout.porteur === keyPorteur(porteur)}>
                  {nom}
                </option>
              ))}
            </select>
          </div>
          <button class="bouton second" type="submit" name="action" value="ajouter-porteur">
            Ajouter ce porteur
          </button>
        </div>
      )}
    </fieldset>
  );
}

function nameIn(porteurs: readonly PorteurPossible[], porteur: Porteur): string {
  return porteurs.find((one) => samePorteur(one.porteur, porteur))?.nom ?? keyPorteur(porteur);
}

function cellOf(
  tables: readonly TableObjectifs[],
  { objet, annee }: TableSaisie,
  porteur: Porteur,
): CelluleObjectif | null {
  const table = tables.find((one) => one.objet === objet);
  const rows = table ? [...table.lignes, ...(table.ensemble ? [table.ensemble] : [])] : [];
  const row = rows.find((one) => samePorteur(one.porteur, porteur));
  return row?.cellules.find((cellule) => cellule?.annee === annee) ?? null;
}
