import { LIBELLE_REPONSE } from "#droit/regles/attribution/libelles.ts";
import { Champ, Cote, type EtatFormulaire, Liste, optionsOf } from "#socle/pages/design/formulaire.tsx";

const REPONSES = ["oui", "non", "inconnu"] as const;
const CHAMPS = [
  ["rehabilite", "Réhabilité récemment"],
  ["residentialise", "Résidentialisé récemment"],
  ["loyer_baisse", "Loyer diminué après travaux"],
  ["pru1", "Réhabilité ou construit par le PRU 1"],
] as const;

/** The convention ranks dwellings by these answers. */
export function ChampsAnciennete({ etat, aide }: { etat: EtatFormulaire; aide?: string }) {
  return (
    <fieldset class="grand">
      <legend>Son ancienneté</legend>
      {aide ? <p class="aide">{aide}</p> : null}
      <Cote>
        <Champ etat={etat} nom="premiere_location" libelle="Première location" type="date" />
        <Champ etat={etat} nom="conventionne" libelle="Conventionné le" type="date" />
      </Cote>
      <div class="cote-a-cote">
        {CHAMPS.map(([nom, libelle]) => (
          <Liste etat={etat} nom={nom} libelle={libelle} options={optionsOf(REPONSES, LIBELLE_REPONSE)} />
        ))}
      </div>
    </fieldset>
  );
}
