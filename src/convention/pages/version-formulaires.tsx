import type { Child } from "hono/jsx";
import type { VersionLue } from "#engagements/lectures/convention/convention.ts";
import { ETAPES_A_CONFIRMER, LIBELLE_ETAPE } from "#engagements/regles/convention/etape.ts";
import type { Signataire } from "#engagements/regles/convention/signataire.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";

/** What the reader may do with the version. It only decides what is shown: the acts check again. */
export type DroitsVersion = {
  /** May change the objectives, the signatories and the draft. */
  readonly ecrire: boolean;
  /** May record the next step: any for the EPCI, its own agreement for the State. */
  readonly etape: boolean;
  /** May confirm, for the State, the agreement that the EPCI recorded. */
  readonly confirmer: boolean;
  /** `id` of the signatories for whom the reader may sign. */
  readonly signer: readonly number[];
};

export function hrefVersion(epci: string, numero: number, suite = "", partie: string | null = null): string {
  return hrefTerritoire(epci, `convention/versions/${numero}${suite}`, { partie });
}

type FormulaireProps = {
  readonly epci: string;
  readonly lue: VersionLue;
  /** Input of the form that was refused. */
  readonly saisie: SaisieFormulaire;
  readonly aujourdhui: string;
};

/** Form of the next step only: the steps follow a fixed order. */
export function FormulaireEtape({ epci, lue, saisie, aujourdhui }: FormulaireProps) {
  const nature = lue.etapeSuivante ?? (lue.depuis === null ? null : "bilan-annuel");
  if (nature === null) return null;
  const inconnueAdmise = lue.reprise && nature !== "en-vigueur" && nature !== "bilan-annuel";
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/etapes")} id="etape">
      <h3>
        {nature === "bilan-annuel" ? "Ajouter un bilan annuel" : `Étape suivante : ${LIBELLE_ETAPE[nature]}`}{" "}
        {ETAPES_A_CONFIRMER.includes(nature) ? <Tag ton="neutre">à confirmer</Tag> : null}
      </h3>
      {ETAPES_A_CONFIRMER.includes(nature) ? (
        <p class="aide">
          Nous n’avons pas lu le texte qui rend cette étape obligatoire : vérifiez-le auprès de la DDT avant de vous y
          fier.
        </p>
      ) : null}
      <input type="hidden" name="nature" value={nature} />
      <div class="ligne">
        <ChampsActe
          prefixe="etape"
          libelleDate={nature === "en-vigueur" ? "Premier jour d’effet" : "Date de l’acte"}
          saisie={saisie}
          aujourdhui={aujourdhui}
          dateRequise={!inconnueAdmise}
        />
        <button class="bouton" type="submit">
          Enregistrer l’étape
        </button>
      </div>
      <p class="aide" id="etape-acte-aide">
        Délibération, arrêté ou procès-verbal, avec son numéro. Aucun nom de personne.
      </p>
      {inconnueAdmise ? (
        <label class="case">
          <input
            type="checkbox"
            name="date_inconnue"
            value="oui"
            checked={valeurDe(saisie, "date_inconnue") === "oui"}
          />
          Le document repris ne donne pas cette date
        </label>
      ) : null}
    </form>
  );
}

type ChampsActeProps = {
  readonly prefixe: "etape" | "accord";
  readonly libelleDate: string;
  readonly saisie: SaisieFormulaire;
  readonly aujourdhui: string;
  readonly dateRequise: boolean;
};

/** Inputs of the day and the reference of an act; the `id` of their help is `<prefixe>-acte-aide`. */
function ChampsActe({ prefixe, libelleDate, saisie, aujourdhui, dateRequise }: ChampsActeProps) {
  return (
    <>
      <div>
        <label for={`${prefixe}-date`}>{libelleDate}</label>
        <input
          id={`${prefixe}-date`}
          name="date"
          type="date"
          value={valeurDe(saisie, "date")}
          max={aujourdhui}
          required={dateRequise}
        />
      </div>
      <div>
        <label for={`${prefixe}-acte`}>Acte</label>
        <input
          id={`${prefixe}-acte`}
          name="acte"
          value={valeurDe(saisie, "acte")}
          required
          maxlength={300}
          size={40}
          autocomplete="off"
          aria-describedby={`${prefixe}-acte-aide`}
        />
      </div>
    </>
  );
}

/** Form that also uploads the signed act, which every reader of the version may open. */
export function FormulaireAccord({ epci, lue, saisie, aujourdhui }: FormulaireProps) {
  return (
    <form method="post" enctype="multipart/form-data" action={hrefVersion(epci, lue.numero, "/accord")} id="accord">
      <h3>Enregistrer l’accord du préfet d’après l’acte signé</h3>
      <div class="ligne">
        <ChampsActe prefixe="accord" libelleDate="Date de l’acte" saisie={saisie} aujourdhui={aujourdhui} dateRequise />
        <div>
          <label for="accord-fichier">Acte signé (PDF ou photo, 10 Mo au plus)</label>
          <input id="accord-fichier" name="fichier" type="file" accept=".pdf,.jpg,.jpeg,.png,.webp" required />
        </div>
        <button class="bouton second" type="submit">
          Enregistrer avec l’acte
        </button>
      </div>
      <p class="aide" id="accord-acte-aide">
        Arrêté ou courrier, avec son numéro, sans nom de personne. La version dira que l’EPCI l’a enregistré, et que
        l’État ne l’a pas encore confirmé.
      </p>
    </form>
  );
}

export function FormulaireConfirmation({ epci, lue, aujourdhui }: FormulaireProps) {
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/etapes")} id="confirmation">
      <h3>Confirmer l’accord du préfet</h3>
      <p>L’EPCI a enregistré cet accord d’après un acte signé. Ouvrez-le ci-dessus avant de le confirmer.</p>
      <input type="hidden" name="nature" value="accord-confirme" />
      <input type="hidden" name="date" value={aujourdhui} />
      <input type="hidden" name="acte" value="Confirmé par les services de l’État" />
      <button class="bouton" type="submit">
        Cet acte est bien celui de l’État
      </button>
    </form>
  );
}

type SignataireProps = FormulaireProps & { readonly droits: DroitsVersion };

/** Table of the signatories, with the forms to sign for one or to withdraw one. */
export function TableSignataires(props: SignataireProps) {
  const { lue, droits } = props;
  if (lue.signataires.length === 0) return <p>Aucun signataire n’est encore inscrit.</p>;
  const retirer = droits.ecrire && lue.depuis === null;
  const table = defineTable<(typeof lue.signataires)[number], Child>({
    code: "signataires",
    titre: "Signataires et date de leur signature",
    colonnes: [
      { code: "organisation", titre: "Organisation", valeur: ({ nom }) => nom, tri: true },
      { code: "qualite", titre: "Qualité", valeur: ({ qualite }) => qualite, tri: true },
      {
        code: "signature",
        titre: "Signature",
        valeur: ({ signeLe }) => signeLe,
        tri: true,
        rendu: (signataire) =>
          signataire.signeLe === null ? (
            <>
              <Tag ton="alerte">Non signée</Tag>
              {droits.signer.includes(signataire.id) ? <Signer {...props} signataire={signataire} /> : null}
              {retirer ? <Retirer {...props} signataire={signataire} /> : null}
            </>
          ) : (
            `le ${formatJour(signataire.signeLe)}`
          ),
      },
    ],
  });
  return <Table table={table} lignes={lue.signataires} nom="Signataires" lu />;
}

function Signer({ epci, lue, saisie, aujourdhui, signataire }: SignataireProps & { readonly signataire: Signataire }) {
  const typed = valeurDe(saisie, "signataire") === String(signataire.id) ? valeurDe(saisie, "le") : aujourdhui;
  const id = `signature-${signataire.id}`;
  return (
    <form class="ligne" method="post" action={hrefVersion(epci, lue.numero, "/signatures")}>
      <input type="hidden" name="signataire" value={String(signataire.id)} />
      <div>
        <label for={id}>
          Date de la signature <span class="lu">de {signataire.nom}</span>
        </label>
        <input id={id} name="le" type="date" value={typed} max={aujourdhui} required />
      </div>
      <button class="bouton second" type="submit">
        Signer <span class="lu">pour {signataire.nom}</span>
      </button>
    </form>
  );
}

function Retirer({ epci, lue, signataire }: SignataireProps & { readonly signataire: Signataire }) {
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/signataires/retirer")}>
      <button class="lien" type="submit" name="signataire" value={String(signataire.id)}>
        Retirer <span class="lu">{signataire.nom}</span>
      </button>
    </form>
  );
}

/** An organisation that Blaise knows can sign here; any other is a name only. */
export function FormulaireSignataire({
  epci,
  lue,
  saisie,
  organisations,
}: FormulaireProps & { readonly organisations: readonly { readonly id: number; readonly nom: string }[] }) {
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/signataires")} id="signataire">
      <h3>Ajouter un signataire</h3>
      <div class="ligne">
        <div>
          <label for="signataire-organisation">Organisation</label>
          <select id="signataire-organisation" name="organisation">
            <option value="">Autre : je donne son nom</option>
            {organisations.map(({ id, nom }) => (
              <option value={String(id)} selected={valeurDe(saisie, "organisation") === String(id)}>
                {nom}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="signataire-nom">Nom, si elle n’est pas dans la liste</label>
          <input id="signataire-nom" name="nom" value={valeurDe(saisie, "nom")} maxlength={200} autocomplete="off" />
        </div>
        <div>
          <label for="signataire-siren">SIREN (facultatif)</label>
          <input
            id="signataire-siren"
            name="siren"
            value={valeurDe(saisie, "siren")}
            maxlength={11}
            size={11}
            autocomplete="off"
          />
        </div>
      </div>
      <p>
        <label for="signataire-qualite">
          Qualité de qui signe
          <span class="aide">Sans nom de personne : « le président », « la directrice générale ».</span>
        </label>
        <input
          id="signataire-qualite"
          name="qualite"
          value={valeurDe(saisie, "qualite")}
          required
          maxlength={200}
          size={40}
          autocomplete="off"
        />
      </p>
      <button class="bouton second" type="submit">
        Ajouter ce signataire
      </button>
    </form>
  );
}

type ProjetProps = Pick<FormulaireProps, "epci" | "lue">;

export function FormulaireAbandon({ epci, lue }: ProjetProps) {
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/abandonner")} id="abandon">
      <h3>Abandonner ce projet</h3>
      <Confirmer
        ce="Ses objectifs, ses étapes et ses signataires seront effacés. Rien de ce qui est en vigueur ne change."
        bouton="Abandonner le projet"
      />
    </form>
  );
}

/** Button that takes the objectives over from the deposited file « objectifs ». */
export function FormulaireReprise({ epci, lue }: ProjetProps) {
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/reprise")} id="reprise">
      <h3>Reprendre les objectifs du fichier déposé</h3>
      <p class="aide">Les lignes du dernier fichier « objectifs » publié remplacent celles de ce projet.</p>
      <Confirmer ce="Remplacer les objectifs de ce projet" bouton="Reprendre les objectifs" />
    </form>
  );
}

function Confirmer({ ce, bouton }: { ce: string; bouton: string }) {
  return (
    <>
      <label class="case">
        <input type="checkbox" name="confirme" value="oui" required />
        {ce}
      </label>
      <button class="bouton second" type="submit">
        {bouton}
      </button>
    </>
  );
}
