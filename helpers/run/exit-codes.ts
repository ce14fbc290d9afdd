/** How the commands end, beside 0 and 1. */

/** What was asked could not be told, or not be done whole. */
export const EXIT_COULD_NOT_TELL = 2;

/** The command line asks for something that there is not: EX_USAGE of sysexits.h. */
export const EXIT_USAGE = 64;
