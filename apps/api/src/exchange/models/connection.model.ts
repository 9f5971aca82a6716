import { Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsOptional, Matches, MaxLength } from 'class-validator';

export enum FileFormatEnum {
  XML = 'XML',
  JSONLD = 'JSONLD',
}

registerEnumType(FileFormatEnum, { name: 'FileFormat', description: 'EPCIS 1.2 in XML as DSCSA R1.3 has it, or EPCIS 2.0 in JSON-LD.' });

@ObjectType({ description: "How one's partner's system is reached, and reaches this node." })
export class Connection {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  partner!: string;

  @Field(() => String)
  partnerGln!: string;

  @Field(() => String, { nullable: true, description: "The partner's node, where it is one of Packtrail." })
  nodeAddress!: string | null;

  @Field(() => String, { nullable: true })
  captureUrl!: string | null;

  @Field(() => FileFormatEnum)
  format!: FileFormatEnum;

  @Field(() => Boolean)
  active!: boolean;

  @Field(() => Boolean, { description: 'Whether the partner has given us a token.' })
  hasToken!: boolean;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until when our token for the partner is good; null: it has none.' })
  tokenExpiresAt!: Date | null;

  @Field(() => String, { nullable: true })
  lastReceipt!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  lastReceiptAt!: Date | null;
}

@ObjectType({ description: 'Told once: only its hash is kept.' })
export class ConnectionToken {
  @Field(() => String)
  token!: string;

  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
}

@InputType()
export class ConnectionInput {
  @Field(() => ID, { nullable: true, description: 'Whose connection it is; only the operator names another organisation than his own.' })
  @IsOptional()
  @Matches(/^[0-9a-f]{32}$/)
  organisationId?: string | null;

  @Field(() => String)
  @Matches(/^\d{13}$/)
  partnerGln!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  nodeAddress?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(500)
  captureUrl?: string | null;

  @Field(() => FileFormatEnum, { defaultValue: FileFormatEnum.XML })
  format: FileFormatEnum = FileFormatEnum.XML;

  @Field(() => String, { nullable: true, description: "The partner's token for us; left out: the one that is there stays." })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,4000}$/)
  token?: string | null;
}
