const SIGNE = new Intl.NumberFormat("fr-FR", { signDisplay: "exceptZero", maximumFractionDigits: 0 });
const SIGNE_M2 = new Intl.NumberFormat("fr-FR", {
  signDisplay: "exceptZero",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** « +18 € », « 0 € ». */
export function formatEcartEuros(euros: number): string {
  return `${SIGNE.format(Math.round(euros))}\u00A0€`;
}

/** « +0,35 €/m² ». */
export function formatEcartM2(euros: number): string {
  return `${SIGNE_M2.format(euros)}\u00A0€/m²`;
}
