import { createSpotlight } from "@mantine/spotlight";

/** Opens and closes the command palette from anywhere. */
export const [paletteState, paletteStore] = createSpotlight();
