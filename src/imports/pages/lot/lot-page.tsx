import type { Bilan } from "#bilan/lectures/bilan.ts";
import type { AnomalieLot, GroupeRejets, Lot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { TableAnomalies } from "./anomalie-table.tsx";
import { ColonnesLues } from "./colonnes-lues.tsx";
import { EffetBilan } from "./effet-table.tsx";
import { GroupesRejets } from "./groupes-table.tsx";
import { describeForme, formatTaille, LIBELLE_STATUT, libelleChamp, TON_STATUT } from "./libelles.ts";
import { SuitesPublication } from "./suites-publication.tsx";

/** Bytes read so far; null: this process does not run the import. */
export type Avancement = { readonly octetsLus: number; readonly taille: number };

export type LotPageProps = {
  readonly cadre: Cadre;
  readonly lot: Lot;
  readonly anomalies: readonly AnomalieLot[];
  readonly groupes: readonly GroupeRejets[];
  /** In which its rejected lines are given back. */
  readonly format: string;
  /** Of a published file of leases: those that bilans count. */
  readonly bauxComptes: number | null;
  /** For a staged lot only. `avant` null: no bilan yet. `apres` null: nothing to show. */
  readonly effet: { readonly avant: Bilan | null; readonly apres: Bilan | null } | null;
  readonly avancement: Avancement | null;
  /** The lot in which the same file was read since this refusal. */
  readonly relu: Pick<Lot, "id"> | null;
  /** Just published: what it changes is a link away. */
  readonly publie: boolean;
  readonly annonce: string | null;
  /** Reason of the refusal of the last act. */
  readonly erreur: string | null;
};

export function renderLotPage(props: LotPageProps): string {
  const { cadre, lot, annonce, erreur } = props;
  const running = lot.statut === "lecture";
  return renderPage({
    cadre,
    titre: `${erreur ? "Erreur : " : ""}${lot.fichier}, ${LIBELLE_STATUT[lot.statut].toLowerCase()}`,
    islands: running ? ["avancement"] : [],
    rafraichir: running ? 2 : undefined,
    children: (
      <>
        <h1>{lot.fichier}</h1>
        <Chapo lot={lot} />
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Ce n’est pas fait" />
        {props.publie && annonce !== null ? <SuitesPublication cadre={cadre} /> : null}
        {running ? <EnLecture {...props} /> : <LotLu {...props} />}
      </>
    ),
  });
}

function Chapo({ lot }: { lot: Lot }) {
  const reconnues = lot.colonnes.filter((colonne) => colonne.colonne !== null).length;
  const forme = describeForme(lot);
  return (
    <p class="chapo">
      <Tag ton={TON_STATUT[lot.statut]}>{LIBELLE_STATUT[lot.statut]}</Tag> Lot {lot.id}, {LIBELLE_SOURCE[lot.source]}
      {lot.periode ? `, ${lot.periode}` : ""}. {forme ? `${forme}. ` : ""}
      {lot.colonnes.length > 0
        ? `${formatCompte(reconnues, "colonne utilisée", "colonnes utilisées")} sur ${lot.colonnes.length}. `
        : ""}
      {formatTaille(lot.taille)}, déposé le {formatJourCourt(lot.deposeLe)} par {lot.deposePar}.
    </p>
  );
}

function EnLecture({ lot, avancement }: LotPageProps) {
  return (
    <blaise-avancement data-url={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/avancement`)}>
      <p id="avancement-texte" role="status">
        {describeAvancement(avancement)}
      </p>
      <progress
        aria-labelledby="avancement-texte"
        value={avancement ? String(avancement.octetsLus) : undefined}
        max={avancement ? String(avancement.taille) : undefined}
      />
      <p class="discret">
        Vous pouvez quitter cette page : la lecture continue.{" "}
        <a href={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}`)}>Actualiser</a>
      </p>
    </blaise-avancement>
  );
}

function describeAvancement(avancement: Avancement | null): string {
  if (!avancement) return "Lecture en cours.";
  const { octetsLus, taille } = avancement;
  if (octetsLus >= taille) return "Fichier lu : vérification en cours.";
  return `Lecture en cours : ${formatTaille(octetsLus)} sur ${formatTaille(taille)}.`;
}

function LotLu(props: LotPageProps) {
  const { cadre, lot, anomalies, groupes } = props;
  const autres = groupes.length === 0 ? anomalies : anomalies.filter(({ gravite }) => gravite === "AVE");
  return (
    <>
      {props.relu === null ? <EtatLot lot={lot} /> : <Relu lot={lot} relu={props.relu} />}
      {lot.lignesLues === 0 && (lot.statut === "refuse" || lot.statut === "interrompu") ? null : <Comptes lot={lot} />}
      {groupes.length > 0 ? <GroupesRejets cadre={cadre} lot={lot} groupes={groupes} format={props.format} /> : null}
      {autres.length > 0 ? <TableAnomalies lot={lot} anomalies={autres} /> : null}
      {anomalies.length === 0 && lot.statut === "pret" ? <p>Aucun problème dans ce fichier.</p> : null}
      <Couverture lot={lot} />
      <Decision {...props} />
      <ColonnesLues colonnes={lot.colonnes} />
    </>
  );
}

function Relu({ lot, relu }: { lot: Lot; relu: Pick<Lot, "id"> }) {
  return (
    <Message ton="neutre" titre="Refus remplacé">
      <p>
        Ce même fichier a été lu ensuite :{" "}
        <a href={hrefTerritoire(lot.epci, `donnees/lots/${relu.id}`)}>voir le lot {relu.id}</a>.
      </p>
    </Message>
  );
}

function EtatLot({ lot }: { lot: Lot }) {
  const deposer = <a href={hrefTerritoire(lot.epci, "donnees/deposer")}>Déposer un autre fichier</a>;
  switch (lot.statut) {
    case "refuse":
      return (
        <Message ton="erreur" titre="Fichier refusé">
          <p>{lot.refus?.message ?? "Ce fichier n’a pas pu être lu."}</p>
          <p>
            {lot.rejetees > 0
              ? "Rien n’entre dans les comptes ; les lignes lues sont gardées avec leur raison, à télécharger ci-dessous. "
              : "Rien n’a été gardé. "}
            {deposer}
          </p>
        </Message>
      );
    case "interrompu":
      return (
        <Message ton="erreur" titre="Lecture interrompue">
          <p>
            Le serveur s’est arrêté pendant la lecture. Rien n’a été gardé : déposez de nouveau le fichier. {deposer}
          </p>
        </Message>
      );
    case "abandonne":
      return (
        <Message ton="neutre" titre="Import abandonné">
          <p>Ce lot n’entre dans aucun bilan. {deposer}</p>
        </Message>
      );
    case "remplace":
      return (
        <Message ton="neutre">
          <p>Un lot plus récent de la même source et de la même période a pris sa place.</p>
        </Message>
      );
    default:
      return null;
  }
}

function Comptes({ lot }: { lot: Lot }) {
  const comptes: readonly (readonly [number, string, string])[] = [
    [lot.lignesLues, "lignes lues", "acceptées + rejetées + doublons"],
    [lot.acceptees, lot.statut === "pret" ? "lignes prêtes" : "lignes acceptées", ""],
    [lot.rejetees, "lignes rejetées", "gardées telles quelles, avec leur raison"],
    [lot.doublons, "doublons", "lignes identiques, comptées une fois"],
  ];
  return (
    <div class="chiffres">
      {comptes.map(([nombre, libelle, detail]) => (
        <div>
          <strong>{formatNombre(nombre)}</strong>
          <p>{libelle}</p>
          {detail ? <p class="discret">{detail}</p> : null}
        </div>
      ))}
    </div>
  );
}

/** Fields that this file cannot give: their absence is shown, never as 0. */
function Couverture({ lot }: { lot: Lot }) {
  if (lot.champsAbsents.length === 0 || lot.statut === "refuse" || lot.statut === "interrompu") return null;
  return (
    <p>
      <b>Ce fichier ne dit pas :</b> {lot.champsAbsents.map(libelleChamp).join(", ")}. Ces informations restent
      inconnues ; elles ne valent jamais zéro.
    </p>
  );
}

function Decision({ cadre, lot, bauxComptes, effet }: LotPageProps) {
  if (lot.statut === "publie") return cadre.droits.publier ? <Annuler lot={lot} bauxComptes={bauxComptes} /> : null;
  if (lot.statut !== "pret") return null;
  if (!cadre.droits.publier) return <PublieParAutre lot={lot} abandonner={cadre.droits.deposer} />;
  return (
    <section aria-labelledby="effet">
      <h2 id="effet">Ce qui change</h2>
      {effet ? <EffetBilan avant={effet.avant} apres={effet.apres} /> : null}
      <form method="post" action={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/publier`)}>
        {lot.aConfirmer ? <AConfirmer message={lot.aConfirmer.message} /> : null}
        <p class="ligne">
          <button class="bouton" type="submit">
            Publier cet import
          </button>
          <button
            class="bouton second"
            type="submit"
            formnovalidate
            formaction={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/abandonner`)}
          >
            Abandonner
          </button>
        </p>
      </form>
    </section>
  );
}

/** Only those in charge of the territory's figures publish a deposit. */
function PublieParAutre({ lot, abandonner }: { lot: Lot; abandonner: boolean }) {
  return (
    <Message ton="neutre" titre="Prêt à publier">
      <p>Cet import sera publié par l’EPCI ou par les services de l’État : vous n’avez plus rien à faire.</p>
      {abandonner ? (
        <form method="post" action={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/abandonner`)}>
          <button class="bouton second" type="submit">
            Abandonner
          </button>
        </form>
      ) : null}
    </Message>
  );
}

function AConfirmer({ message }: { message: string }) {
  return (
    <Message ton="alerte" titre="À vérifier avant de publier">
      <p>{message}</p>
      <label class="case">
        <input type="checkbox" name="confirme" value="oui" required />
        J’ai vérifié ce point, et ce fichier est bien le bon.
      </label>
    </Message>
  );
}

/** Some lines are not counted leases: unsigned, of another period, of another territory. */
function sayCompte({ acceptees }: Lot, bauxComptes: number | null): string {
  if (bauxComptes === null || bauxComptes === acceptees) {
    return `${acceptees > 1 ? "ses" : "sa"} ${formatCompte(acceptees, "ligne compte", "lignes comptent")} dans les bilans`;
  }
  const baux = formatCompte(bauxComptes, "bail compte", "baux comptent");
  return `de ses ${formatCompte(acceptees, "ligne")}, ${baux} dans les bilans ; les autres ne sont pas signés, sont d’une autre période ou d’un autre territoire`;
}

function Annuler({ lot, bauxComptes }: { lot: Lot; bauxComptes: number | null }) {
  return (
    <section aria-labelledby="annuler">
      <h2 id="annuler">Annuler cet import</h2>
      <p>
        Publié{lot.publieLe ? ` le ${formatJourCourt(lot.publieLe)}` : ""} : {sayCompte(lot, bauxComptes)}. L’annulation
        rétablit ce qui était publié avant lui ; les rapports figés ne changent pas.
      </p>
      <form method="post" action={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/annuler`)}>
        <button class="bouton second" type="submit">
          Annuler cet import
        </button>
      </form>
    </section>
  );
}
